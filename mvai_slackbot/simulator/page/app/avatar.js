// Initials on a calm colour that stays the same for the same person.
import { html } from "../vendor/htm-preact.js";
import { nameOf, state } from "./store.js";

function hue(id) {
  let sum = 7;
  for (const letter of id || "") sum = (sum * 31 + letter.charCodeAt(0)) % 3600;
  return (sum * 47) % 360;
}

export function initials(name) {
  const parts = String(name || "?")
    .replace(/[^\p{L}\p{N} ]/gu, "")
    .trim()
    .split(/\s+/);
  return ((parts[0]?.[0] || "?") + (parts.length > 1 ? parts.at(-1)[0] : "")).toUpperCase();
}

export function Avatar({ id, size = "" }) {
  const isApp = id === state.app.bot_user_id;
  const style = isApp ? {} : { "--hue": hue(id) };
  return html`<span class=${`avatar ${isApp ? "avatar-app" : ""} ${size}`} style=${style}
    aria-hidden="true">${initials(nameOf(id))}</span>`;
}
