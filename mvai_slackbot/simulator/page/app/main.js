// Starts the window: reads who and where from the address, then draws.
import { html, render, useLayoutEffect, useRef } from "../vendor/htm-preact.js";
import { dropToast, state, update, useStore } from "./store.js";
import { become } from "./session.js";
import { Aside } from "./aside.js";
import { ClockBar } from "./clock.js";
import { Icon } from "./icons.js";
import { Confirm, Modals } from "./modal.js";
import { Place } from "./place.js";
import { Sidebar } from "./sidebar.js";
import { walk } from "./walk.js";
import { Wire } from "./wire.js";

function Toasts() {
  return html`<div class="toasts" role="status" aria-live="polite">${state.toasts.map(
    (one) => html`<div class=${`toast toast-${one.kind}`} key=${one.id}>${one.text}
      <button type="button" class="icon-button" aria-label="Dismiss" onClick=${() => dropToast(one.id)}><${Icon}
        name="close" /></button></div>`,
  )}</div>`;
}

/** The line on top; forms leave its height free, so that it is always seen. */
function Notice() {
  const line = useRef();
  useLayoutEffect(() => {
    const measure = () =>
      document.documentElement.style.setProperty("--notice-height", `${line.current.offsetHeight}px`);
    const watch = new ResizeObserver(measure);
    watch.observe(line.current);
    return () => watch.disconnect();
  }, []);
  return html`<div class="notice" role="region" aria-label="Simulator" data-testid="notice" ref=${line}>${state.notice}</div>`;
}

function Failure() {
  return html`<div class="failure" role="alert"><p>${state.failure}</p>
    <div class="actions"><button type="button" class="block-button" onClick=${start}>Try again</button>
      <a class="block-button" href="/">Be somebody else</a></div></div>`;
}

function App() {
  useStore();
  if (state.failure) return html`<${Failure} />`;
  if (!state.ready) return html`<div class="failure faint">Opening the workspace…</div>`;
  return html`
    <${Notice} />
    ${!state.connected && html`<div class="offline"
      role="alert">The connection to the simulator is interrupted. Trying again.</div>`}
    <div class="frame">
      <${Sidebar} />
      ${state.drawer && html`<div class="shade" onClick=${() => update({ drawer: false })}></div>`}
      <${Place} /><${Aside} />
    </div>
    <${Wire} /><${ClockBar} /><${Modals} /><${Confirm} /><${Toasts} />`;
}

function start() {
  const query = new URLSearchParams(location.search);
  return become(query.get("as") || "", { channel: query.get("channel") });
}

addEventListener("keydown", walk);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => update({}));
render(html`<${App} />`, document.getElementById("app"));
start();
