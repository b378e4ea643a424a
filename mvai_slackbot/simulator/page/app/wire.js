// The wire: every request between the app and this workspace, newest first.
import { html, useEffect, useState } from "../vendor/htm-preact.js";
import { me, state, update } from "./store.js";
import { time } from "./dates.js";
import { readCalls } from "./session.js";
import { Icon } from "./icons.js";

const good = (call) => call.status < 400 && call.answer?.ok !== false;

function Row({ call, open, choose }) {
  const ok = good(call);
  const error = call.answer?.error || (call.status >= 400 ? String(call.status) : "");
  return html`<tr class=${ok ? "" : "wire-bad"} aria-selected=${open}>
    <td class="faint">${call.at ? time(call.at, me().tz) : ""}</td>
    <td>${call.direction === "out" ? "to the app" : "to the workspace"}</td>
    <td><button type="button" class="wire-name" aria-expanded=${open}
      onClick=${choose}>${call.name}</button>${call.retry ? html` <span
      class="chip">retry ${call.retry}</span>` : null}</td>
    <td>${ok ? call.status : error}</td>
    <td class="number">${Math.round(call.milliseconds)} ms</td>
  </tr>`;
}

function Details({ call }) {
  const show = (value) => (typeof value === "string" ? value : JSON.stringify(value, null, 2));
  return html`<div class="wire-details"><h3>Sent</h3><pre tabindex="0">${show(call.arguments)}</pre><h3>Answered</h3>
    <pre tabindex="0">${show(call.answer)}</pre></div>`;
}

export const Wire = () => (state.wireOpen ? html`<${Panel} />` : null);

function Panel() {
  const [open, setOpen] = useState(null);
  const [filter, setFilter] = useState("");
  useEffect(() => void readCalls(), []);
  const rows = state.calls
    .filter((call) => call.name.toLowerCase().includes(filter.toLowerCase()))
    .slice(-150)
    .reverse();
  const chosen = rows.find((call) => call.n === open);
  return html`<section class="wire" id="wire" aria-label="Requests">
    <header class="wire-head"><h2>Wire</h2>
      <input type="text" class="picker-filter" placeholder="Find a request" aria-label="Find a request" value=${filter}
        onInput=${(event) => setFilter(event.target.value)} />
      <button type="button" class="icon-button" aria-label="Close the wire"
        onClick=${() => update({ wireOpen: false })}><${Icon} name="close" /></button></header>
    <div class="wire-body">
      <div class="wire-list" tabindex="0" role="group" aria-label="Requests, newest first"><table>
        <thead><tr><th scope="col">Time</th><th scope="col">Way</th><th scope="col">Request</th><th
          scope="col">Answer</th><th scope="col" class="number">Took</th></tr></thead>
        <tbody>${rows.map((call) => html`<${Row} key=${call.n} call=${call} open=${call.n === open}
          choose=${() => setOpen(call.n === open ? null : call.n)} />`)}</tbody>
      </table>${!rows.length && html`<p class="faint aside-empty">No requests yet.</p>`}</div>
      ${chosen && html`<${Details} call=${chosen} />`}
    </div>
  </section>`;
}
