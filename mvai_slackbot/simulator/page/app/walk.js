// Moving about by keyboard: between channels, between the parts of the window, from message to message.
import { state } from "./store.js";
import { openThread } from "./session.js";

const PARTS = [
  ".me-button",
  ".place .messages, .place .home",
  ".place .composer textarea",
  ".aside .composer textarea, .aside h2",
  ".clock-buttons button, .clock-set input",
  ".wire input",
];
const composer = () => document.querySelector(".place .composer textarea");

/** Alt with an arrow goes to the channel above or below, as the left bar shows them. */
function walkChannels(event) {
  const entries = [...document.querySelectorAll(".sidebar .entry[aria-current], .sidebar .group .entry")];
  if (!entries.length) return;
  event.preventDefault();
  const at = entries.findIndex((one) => one.hasAttribute("aria-current"));
  entries[(at + (event.key === "ArrowDown" ? 1 : -1) + entries.length) % entries.length].click();
}

/** F6 goes from part to part, with Shift backwards. */
function walkParts(event) {
  event.preventDefault();
  const parts = PARTS.map((one) => document.querySelector(one)).filter((one) => one && one.offsetParent !== null);
  const inside = (one) => one === document.activeElement || one.contains(document.activeElement);
  const at = parts.findIndex(inside);
  parts[(at + (event.shiftKey ? -1 : 1) + parts.length) % parts.length]?.focus();
}

export function walk(event) {
  if (event.defaultPrevented || document.querySelector("dialog[open]")) return;
  if (event.altKey && ["ArrowUp", "ArrowDown"].includes(event.key)) walkChannels(event);
  else if (event.key === "F6") walkParts(event);
}

/** In the list of messages: up and down from one to the next, right into its thread, Escape back to the composer. */
export function walkMessages(event, box) {
  if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
  const here = event.target;
  const row = here.matches?.("[data-ts]") ? here : null;
  if (event.key === "Escape" && box.closest(".place")) composer()?.focus();
  else if (!row && here !== box) return;
  else if (event.key === "ArrowUp" || event.key === "ArrowDown") step(box, row, event.key === "ArrowUp" ? -1 : 1);
  else if (event.key === "ArrowRight" && row && state.place?.id) openThread(state.place.id, row.dataset.ts);
  else return;
  event.preventDefault();
}

function step(box, row, way) {
  const rows = [...box.querySelectorAll("[data-ts]")];
  const next = row ? rows[rows.indexOf(row) + way] : rows.at(-1);
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}
