// Files of a message: a picture is shown, anything else is a row to download.
import { html, useState } from "../vendor/htm-preact.js";
import { Icon } from "./icons.js";

const PICTURES = new Set(["image/png", "image/jpeg", "image/gif", "image/webp"]);

function size(bytes) {
  if (!Number.isFinite(bytes)) return "";
  if (bytes < 1024) return `${bytes} bytes`;
  return bytes < 1024 ** 2 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1024 ** 2).toFixed(1)} MB`;
}

// The address on this machine, whatever name the workspace gave itself.
const address = (file) => `/files/${encodeURIComponent(file.id)}`;

export function MessageFile({ file }) {
  // Files are not kept over a restart of the workspace; the row then says so.
  const [gone, setGone] = useState(false);
  const name = file.title || file.name;
  if (!gone && PICTURES.has(file.mimetype))
    return html`<figure class="picture"><figcaption>${name}</figcaption><a href=${address(file)} target="_blank"
      rel="noopener"><img src=${address(file)} alt=${file.alt_txt || name} onError=${() => setGone(true)} /></a></figure>`;
  const words = html`<${Icon} name="file" /><span class="file-words"><strong>${name}</strong><span
    class="faint">${gone ? "not kept over the restart" : [file.name, size(file.size)].filter(Boolean).join(" · ")}</span>
    </span>`;
  if (gone) return html`<div class="card file">${words}</div>`;
  return html`<a class="card file" href=${address(file)} download=${file.name}>${words}</a>`;
}
