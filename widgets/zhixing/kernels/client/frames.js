// Kernel messages on a WebSocket: the framing v1.kernel.websocket.jupyter.org.

/**
 * @typedef {object} Header
 * @property {string} msg_id
 * @property {string} msg_type
 * @property {string} session
 */

/**
 * @typedef {object} Message
 * @property {string} channel
 * @property {Header} header
 * @property {Partial<Header>} parent_header
 * @property {Record<string, any>} metadata
 * @property {any} content
 * @property {DataView[]} buffers each with an ArrayBuffer of its own
 */

/** @typedef {ArrayBuffer | ArrayBufferView} Binary */

const WORD = 8;
const TEXTS = 5;
const TWO_TO_32 = 4294967296;

/**
 * Numbers are written and read as two halves: BigInt would shut older browsers out.
 * @param {DataView} view @param {number} at @param {number} value
 */
function setWord(view, at, value) {
  view.setUint32(at, value % TWO_TO_32, true);
  view.setUint32(at + 4, Math.floor(value / TWO_TO_32), true);
}

/** @param {DataView} view @param {number} at */
const getWord = (view, at) => view.getUint32(at, true) + TWO_TO_32 * view.getUint32(at + 4, true);

/** @param {Binary} binary */
const bytes = (binary) =>
  ArrayBuffer.isView(binary)
    ? new Uint8Array(binary.buffer, binary.byteOffset, binary.byteLength)
    : new Uint8Array(binary);

/**
 * @param {Omit<Message, "buffers">} message
 * @param {Binary[]} buffers
 * @returns {ArrayBuffer}
 */
export function pack({ channel, header, parent_header, metadata, content }, buffers) {
  const encoder = new TextEncoder();
  const texts = [channel, ...[header, parent_header, metadata, content].map((part) => JSON.stringify(part))];
  const parts = [...texts.map((text) => encoder.encode(text)), ...buffers.map(bytes)];
  const count = parts.length + 1;
  let at = WORD * (1 + count);
  const frame = new Uint8Array(parts.reduce((sum, part) => sum + part.length, at));
  const view = new DataView(frame.buffer);
  setWord(view, 0, count);
  parts.forEach((part, index) => {
    setWord(view, WORD * (1 + index), at);
    frame.set(part, at);
    at += part.length;
  });
  setWord(view, WORD * count, at);
  return frame.buffer;
}

/** @param {ArrayBuffer} frame @returns {Message} */
export function unpack(frame) {
  const view = new DataView(frame);
  const count = getWord(view, 0);
  if (count <= TEXTS || WORD * (1 + count) > frame.byteLength) throw new RangeError("no kernel message");
  /** @param {number} index */
  const offset = (index) => getWord(view, WORD * (1 + index));
  const decoder = new TextDecoder();
  /** @param {number} index */
  const text = (index) =>
    decoder.decode(new Uint8Array(frame, offset(index), offset(index + 1) - offset(index)));
  const [header, parent_header, metadata, content] = [1, 2, 3, 4].map((index) => JSON.parse(text(index)));
  const buffers = [];
  for (let index = TEXTS; index < count - 1; index++) {
    buffers.push(new DataView(frame.slice(offset(index), offset(index + 1))));
  }
  return { channel: text(0), header, parent_header, metadata, content, buffers };
}
