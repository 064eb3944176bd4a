// The kit of every activity: its life in a page, its words, and the pieces it is drawn with.
export * from "./life.js";
export * from "./parts.js";
export * from "./pieces.js";
export * from "./words.js";
export { Fragment, h, html, useCallback, useEffect, useMemo, useRef, useState } from "./vendor/preact.js";

/** @typedef {"zh-CN" | "en"} Locale */
/** @typedef {{zh: string, en: string}} Pair a text in both languages */
/** @typedef {string | number | null | undefined} Word a value put into a sentence */
/** @typedef {{code: string, sentence: Pair, field?: string | null}} Refusal */
/**
 * What a host offers an activity: the anywidget model, reduced to what is used.
 * @typedef {object} Model
 * @property {(name: string) => any} get
 * @property {(event: string, handler: (message: any) => void) => void} on
 * @property {(event: string, handler: (message: any) => void) => void} off
 * @property {(message: object) => void} send
 * @property {(name: string, params: object, el: HTMLElement) => () => void} [mount] put another activity into an element
 * @property {(back: {held: string[], cells: string[], drafts: string[]}) => () => void} [keepBack]
 *   keep the sections of a workbook that begin at some anchors out of sight until released (see sections.js); only on
 *   our own pages, never in JupyterLab
 * @property {(part: string) => boolean} [goTo] bring an item or a worksheet into view, if it is on this page
 */
/**
 * What a component receives.
 * @typedef {object} Kit
 * @property {any} view
 * @property {any} draft what was typed and not submitted, as it was when the page opened
 * @property {(key: string, params?: Record<string, Word>) => string} t
 * @property {(text: string | Pair | null | undefined) => string} say
 * @property {Locale} locale
 * @property {boolean} online
 * @property {(kind: string, data?: object, place?: string) => Promise<any>} act
 * @property {(content: object | null) => void} saveDraft
 * @property {string} status
 * @property {Model} model
 * @property {() => number} serverNow
 * @property {{place: string, refusal: Refusal} | null} problem
 * @property {(windowId: string) => string} secretKey
 * @property {(name: string, value: unknown) => void} keep
 * @property {(name: string) => any} recall
 */
