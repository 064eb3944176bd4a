// What the front end takes from preact and htm; tools/vendor.js turns it into the one vendored file.
import { Component, createContext, Fragment, h, render } from "preact";
import { useCallback, useContext, useEffect, useMemo, useRef, useState } from "preact/hooks";
import htm from "htm";

export const html = htm.bind(h);
export {
  Component,
  createContext,
  Fragment,
  h,
  render,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
};
