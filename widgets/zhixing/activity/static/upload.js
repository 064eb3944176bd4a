// A file goes up as a file, the one thing a socket is not for; every fault in it stands on a line of its own.
import { html, useState } from "./vendor/preact.js";
import { useKit } from "./life.js";
import { Button } from "./pieces.js";

/** @typedef {import("./kit.js").Pair} Pair */
/**
 * What the piece says.
 * @typedef {{file: string, missing: string, send: string, failed: string}} UploadWords
 */

/**
 * Choose a file and send it to be checked; what it would change, the activity's view tells.
 * @param {{base: string, kind: string, accept: string, words: UploadWords, onSent: (taken: boolean) => void}} props
 */
export function Upload({ base, kind, accept, words, onSent }) {
  const [file, setFile] = useState(/** @type {File | null} */ (null));
  const [answer, setAnswer] = useState(/** @type {any} */ (null));
  const send = async () => {
    const body = new FormData();
    body.append("file", /** @type {File} */ (file));
    body.append("_xsrf", /(?:^|; )_xsrf=([^;]*)/.exec(document.cookie)?.[1] ?? "");
    const headers = { Accept: "application/json" };
    const said = await fetch(`${base}import/${kind}`, { method: "POST", body, headers }).then(
      (response) => response.json().catch(() => ({ failed: true })),
      () => ({ failed: true }),
    );
    setAnswer(said);
    onSent(!said.failed && !said.error);
  };
  return html`<div class="zx-row">
      <input class="zx-file" type="file" accept=${accept} aria-label=${words.file}
        onChange=${(/** @type {any} */ event) => {
          setFile(event.currentTarget.files[0] ?? null);
          setAnswer(null);
        }} />
      <${Button} blockers=${file ? [] : [words.missing]} onPress=${send}>${words.send}<//>
    </div>
    ${answer?.error && html`<${Faults} sentence=${answer.error.sentence} />`}
    ${answer?.failed && html`<div class="zx-alert" role="alert">${words.failed}</div>`}`;
}

/** What is wrong, and each single fault. @param {{sentence: Pair}} props */
export function Faults({ sentence }) {
  const { say } = useKit();
  const [first, ...rest] = say(sentence).split("\n");
  return html`<div class="zx-alert" role="alert">${first}${rest.length > 0 && html`<ul>${rest.map((line) => html`<li key=${line}>${line}</li>`)}</ul>`}</div>`;
}
