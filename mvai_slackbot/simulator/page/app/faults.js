// Faults: what goes wrong on the wire, switched on by hand, to see what the app makes of it.
import { html, useState } from "../vendor/htm-preact.js";
import { ask, currentChannel, state } from "./store.js";
import { onChannel } from "./actions.js";
import { changeFaults } from "./wire_rows.js";

// kind, words, and which further fields it has: m a method, s seconds, e an error, n how many times
const KINDS = [
  ["slow", "The answer is slow", "msn"],
  ["429", "Too many requests (429)", "msn"],
  ["500", "Server error (500)", "mn"],
  ["lost", "It happens, the answer is lost", "mn"],
  ["drop", "The connection drops before anything happens", "mn"],
  ["repeat", "The SDK sends it twice", "mn"],
  ["error", "Slack refuses with an error of your choice", "men"],
  ["revoked", "The token is revoked", ""],
  ["event", "Events come three times", "n"],
  ["archive", "This channel is archived by hand", "c"],
];
const NAME = Object.fromEntries(KINDS);
const TIMES = [
  [1, "once"],
  [3, "3 times"],
  [10, "10 times"],
  [0, "until I end it"],
];

function Labelled({ label, children }) {
  return html`<label class="fault-field"><span>${label}</span>${children}</label>`;
}

function Select({ label, value, options, set }) {
  return html`<${Labelled} label=${label}><select value=${value} onChange=${(event) => set(event.target.value)}>
    ${options.map(([key, words]) => html`<option value=${key}>${words}</option>`)}</select><//>`;
}

function Typed({ label, value, set, ...more }) {
  return html`<${Labelled} label=${label}><input value=${value} onInput=${(event) => set(event.target.value)}
    ...${more} /><//>`;
}

const methods = () => [...new Set(state.calls.filter((one) => one.direction === "in").map((one) => one.name))].sort();

async function archiveHere() {
  const channel = currentChannel();
  if (!channel || channel.is_im) return ask({ title: "Go to a channel first", text: "The channel you are in is archived.", confirm: "OK" });
  return onChannel("archive", channel.id);
}

function Order() {
  const [given, setGiven] = useState({ kind: "slow", method: "", seconds: "5", error: "internal_error", times: "1" });
  const set = (key) => (value) => setGiven({ ...given, [key]: value });
  const parts = KINDS.find(([kind]) => kind === given.kind)[2];
  const has = (part) => parts.includes(part);
  const send = (event) => {
    event.preventDefault();
    if (given.kind === "archive") return archiveHere();
    const times = has("n") ? Number(given.times) : 0;
    const method = has("m") ? given.method : "";
    return changeFaults("fault", { ...given, method, times, seconds: Number(given.seconds) });
  };
  return html`<form class="fault-order" onSubmit=${send}>
    <${Select} label="What goes wrong" value=${given.kind} options=${KINDS} set=${set("kind")} />
    ${has("m") && html`<${Typed} label="With which call" value=${given.method} set=${set("method")}
      placeholder="any" list="fault-methods" />`}
    <datalist id="fault-methods">${methods().map((name) => html`<option value=${name} />`)}</datalist>
    ${has("s") && html`<${Typed} label="Seconds" value=${given.seconds} set=${set("seconds")} type="number" min="1"
      max="600" />`}
    ${has("e") && html`<${Typed} label="Error" value=${given.error} set=${set("error")} />`}
    ${has("n") && html`<${Select} label="How often" value=${given.times} options=${TIMES} set=${set("times")} />`}
    <button class="block-button">${given.kind === "archive" ? "Archive it" : "Switch on"}</button>
  </form>`;
}

function told(fault) {
  if (fault.kind === "error" && fault.error === "token_revoked") return NAME.revoked;
  const more = [fault.kind === "error" && fault.error, ["slow", "429"].includes(fault.kind) && `${fault.seconds} s`];
  const which = fault.method && fault.method !== "*" ? fault.method : fault.method && "any call";
  return [NAME[fault.kind], ...more, which].filter(Boolean).join(" · ");
}

function Waiting({ fault }) {
  const words = told(fault);
  return html`<li class="fault"><span class="fault-words">${words}<span class="faint">${
    fault.left === null ? "until you end it" : fault.left === 1 ? "once more" : `${fault.left} times more`
  }</span></span>
    <button type="button" class="small" aria-label=${`End: ${words}`}
      onClick=${() => changeFaults("fault_end", { number: fault.number })}>End</button></li>`;
}

export function Faults() {
  return html`<div class="wire-details" role="group" aria-label="Faults">
    <div class="wire-details-head"><h3>Faults</h3>${state.faults.length > 1 && html`<button type="button" class="small"
      onClick=${() => changeFaults("fault_end", {})}>End all</button>`}</div>
    ${state.faults.length > 0 && html`<ul class="fault-list">${state.faults.map((one) => html`<${Waiting}
      key=${one.number} fault=${one} />`)}</ul>`}
    <${Order} />
  </div>`;
}
