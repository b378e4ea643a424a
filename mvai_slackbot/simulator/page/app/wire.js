// The wire: every request between the app and this workspace, newest first, with the faults that can be switched on.
import { html, useEffect, useRef, useState } from "../vendor/htm-preact.js";
import { me, state, toast, update } from "./store.js";
import { timeSeconds } from "./dates.js";
import { readCalls } from "./wire_rows.js";
import { Faults } from "./faults.js";
import { Icon } from "./icons.js";

const SHOWN = 200;
const good = (call) => call.status < 400 && call.status > 0 && call.answer?.ok !== false;
const WAYS = [
  ["all", "All", () => true],
  ["in", "From the app", (call) => call.direction === "in"],
  ["out", "To the app", (call) => call.direction === "out"],
  ["bad", "Failed", (call) => !good(call)],
];

const texts = new WeakMap(); // a row -> all that can be found in it

function textOf(call) {
  if (!texts.has(call)) {
    const all = [call.name, call.arguments, call.answer].map((one) =>
      typeof one === "string" ? one : JSON.stringify(one),
    );
    texts.set(call, all.join(" ").toLowerCase());
  }
  return texts.get(call);
}

function outcome(call) {
  if (good(call)) return String(call.status);
  const error = call.answer?.error || (call.direction === "out" && typeof call.answer === "string" && call.answer);
  return error || (call.status ? String(call.status) : "no answer");
}

function Row({ call, open, choose }) {
  return html`<tr class=${good(call) ? "" : "wire-bad"} aria-selected=${open} onClick=${choose}>
    <td class="faint">${call.at ? timeSeconds(call.at, me().tz) : ""}</td>
    <td class="wire-way">${call.direction === "out" ? "to the app" : "from the app"}</td>
    <td><button type="button" class="wire-name" aria-expanded=${open}
      data-n=${call.n}>${call.name}</button>${call.retry ? html` <span class="chip">retry ${call.retry}</span>` : null}</td>
    <td>${outcome(call)}</td>
    <td class="number">${Math.round(call.milliseconds)} ms</td>
  </tr>`;
}

/** An answer that is JSON in a string is shown as JSON. */
function readable(value) {
  if (typeof value !== "string") return JSON.stringify(value, null, 2);
  try {
    return value ? JSON.stringify(JSON.parse(value), null, 2) : "(empty)";
  } catch {
    return value;
  }
}

async function copy(call) {
  const { name, direction, status, milliseconds, retry, arguments: sent, answer } = call;
  const whole = { request: name, way: direction === "out" ? "to the app" : "from the app", status, milliseconds };
  try {
    await navigator.clipboard.writeText(JSON.stringify({ ...whole, retry, sent, answer }, null, 2));
    toast("Copied.");
  } catch {
    toast("This browser does not let the page copy. Select the text instead.", "problem");
  }
}

function Details({ call }) {
  return html`<div class="wire-details" aria-label=${call.name} role="group">
    <div class="wire-details-head"><h3>${call.name}</h3>
      <button type="button" class="small" onClick=${() => copy(call)}><${Icon} name="copy" />Copy</button></div>
    <h4>Sent</h4><pre tabindex="0">${readable(call.arguments)}</pre>
    <h4>Answered</h4><pre tabindex="0">${readable(call.answer)}</pre></div>`;
}

export const Wire = () => (state.wireOpen ? html`<${Panel} />` : null);

function Ways({ way, setWay }) {
  return html`<div class="wire-ways" role="group" aria-label="Which requests">${WAYS.map(
    ([key, label]) => html`<button type="button" class="small quiet" aria-pressed=${way === key}
      onClick=${() => setWay(key)}>${label}</button>`,
  )}</div>`;
}

function Head({ filter, setFilter, way, setWay }) {
  const count = state.faults.length;
  return html`<header class="wire-head"><h2>Wire</h2>
    <input type="text" class="picker-filter" placeholder="Find in requests" aria-label="Find in requests" value=${filter}
      onInput=${(event) => setFilter(event.target.value)} />
    <${Ways} way=${way} setWay=${setWay} />
    <button type="button" class="small wire-faults ${count ? "on" : ""}" aria-expanded=${state.faultsOpen}
      onClick=${() => update({ faultsOpen: !state.faultsOpen })}><${Icon} name="bolt" />Faults${count ? html`<span
      class="count">${count}</span>` : null}</button>
    <button type="button" class="icon-button" aria-label="Close the wire"
      onClick=${() => update({ wireOpen: false })}><${Icon} name="close" /></button></header>`;
}

/** Up and down go through the rows; the one reached is opened. */
function useRows(rows, setOpen) {
  const list = useRef();
  const keys = (event) => {
    const names = [...list.current.querySelectorAll(".wire-name")];
    const at = names.indexOf(document.activeElement);
    if (at < 0 || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
    event.preventDefault();
    const next = names[Math.max(0, Math.min(at + (event.key === "ArrowDown" ? 1 : -1), names.length - 1))];
    next.focus();
    setOpen(Number(next.dataset.n));
  };
  return [list, keys];
}

function Panel() {
  const [open, setOpen] = useState(null);
  const [filter, setFilter] = useState("");
  const [way, setWay] = useState("all");
  useEffect(() => void readCalls(), []);
  const wanted = filter.trim().toLowerCase();
  const fits = WAYS.find(([key]) => key === way)[2];
  const rows = state.calls.filter((call) => fits(call) && (!wanted || textOf(call).includes(wanted)));
  const shown = rows.slice(-SHOWN).reverse();
  const [list, keys] = useRows(shown, setOpen);
  const chosen = state.faultsOpen ? null : shown.find((call) => call.n === open);
  const choose = (call) => {
    setOpen(call.n === open && !state.faultsOpen ? null : call.n);
    update({ faultsOpen: false });
  };
  return html`<section class="wire" id="wire" aria-label="Requests">
    <${Head} filter=${filter} setFilter=${setFilter} way=${way} setWay=${setWay} />
    <div class="wire-body">
      <div class="wire-list" ref=${list} tabindex="0" role="group" aria-label="Requests, newest first" onKeyDown=${keys}>
        <table>
        <thead><tr><th scope="col">Time</th><th scope="col">Way</th><th scope="col">Request</th><th
          scope="col">Answer</th><th scope="col" class="number">Took</th></tr></thead>
        <tbody>${shown.map((call) => html`<${Row} key=${call.n} call=${call} open=${call.n === chosen?.n}
          choose=${() => choose(call)} />`)}</tbody>
      </table>${!shown.length && html`<p class="faint aside-empty">${
        state.calls.length ? "No request fits." : "No requests yet."
      }</p>`}</div>
      ${state.faultsOpen ? html`<${Faults} />` : chosen && html`<${Details} call=${chosen} />`}
    </div>
  </section>`;
}
