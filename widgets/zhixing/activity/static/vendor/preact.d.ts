// Types of the vendored library; they come from the development dependencies.
import { h } from "preact";
export { Component, createContext, Fragment, h, render } from "preact";
export { useCallback, useContext, useEffect, useMemo, useRef, useState } from "preact/hooks";
export function html(strings: TemplateStringsArray, ...values: unknown[]): ReturnType<typeof h>;
