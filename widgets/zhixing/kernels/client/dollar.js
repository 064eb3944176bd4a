// Stands where Jupyter's widgets import jQuery: they only wrap an element; the real one comes with widgets that use it.

/**
 * @param {...any} args
 * @returns {any}
 */
export default function dollar(...args) {
  return real ? real(...args) : Object.assign(Object.create(dollar.prototype), { 0: args[0], length: 1 });
}

/** @type {((...args: any[]) => any) | null} */
let real = null;

/** @param {any} jquery from now on every view's `$el` is one of its own */
export function becomeReal(jquery) {
  real = jquery;
  dollar.prototype = jquery.fn;
}
