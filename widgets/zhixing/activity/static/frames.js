// Starts a page's live cells before anything else of the page runs: their frames load while activities are drawn.
import { fillLiveCells } from "./live.js";
import { pageLocale, rememberedLocale } from "./locale.js";

const base = document.documentElement.dataset.base ?? "/";
let locale = () => rememberedLocale() ?? pageLocale();
fillLiveCells(base, () => locale());
locale = pageLocale; // from here on the page shows what it is in, whatever the browser remembers of somebody else
