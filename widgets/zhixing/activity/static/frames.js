// Starts a page's live cells before anything else of the page runs: their frames load while activities are drawn.
import { fillLiveCells } from "./live.js";
import { pageLocale, rememberedLocale } from "./locale.js";

const base = document.documentElement.dataset.base ?? "/";
fillLiveCells(base, () => rememberedLocale() ?? pageLocale());
