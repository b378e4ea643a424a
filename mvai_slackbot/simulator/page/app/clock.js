// The workspace's clock: shown in the viewer's zone, turned forward from here.
import { html, useEffect, useReducer, useState } from "../vendor/htm-preact.js";
import { me, state, update } from "./store.js";
import { clockFace, fromWall, toWall, zoneName } from "./dates.js";
import { turnClock } from "./actions.js";
import { Due } from "./due.js";
import { Icon } from "./icons.js";

/** Seconds since 1970 in the workspace, running between two readings. */
export function appNow() {
  const { now, paused, readAt } = state.clock;
  return paused ? now : now + (performance.now() - readAt) / 1000;
}

function useSecond() {
  const [, again] = useReducer((count) => count + 1, 0);
  useEffect(() => {
    const timer = setInterval(again, 1000);
    return () => clearInterval(timer);
  }, []);
}

function SetTime({ done }) {
  const zone = me().tz;
  const [value, setValue] = useState(toWall(appNow() + 86400, zone));
  const go = (event) => {
    event.preventDefault();
    if (value) turnClock({ to: new Date(fromWall(value, zone) * 1000).toISOString() });
    done();
  };
  return html`<form class="clock-set" onSubmit=${go}>
    <input type="datetime-local" aria-label="New time" required value=${value}
      onInput=${(event) => setValue(event.target.value)} />
    <button class="small">Go</button>
    <button type="button" class="small quiet" onClick=${done}>Cancel</button>
  </form>`;
}

export function ClockBar() {
  useSecond();
  const [setting, showSetting] = useState(false);
  const zone = me().tz;
  const now = appNow();
  const { paused } = state.clock;
  return html`<footer class="clock-bar" aria-label="Clock and requests">
    <div class="clock-face" role="timer" aria-label="Time in this workspace">
      <${Icon} name="clock" />
      <time data-testid="clock">${clockFace(now, zone)}</time>
      <span class="faint zone">${zoneName(now, zone)}</span>
      ${paused && html`<span class="chip">paused</span>`}
    </div>
    ${
      setting
        ? html`<${SetTime} done=${() => showSetting(false)} />`
        : html`<div class="clock-buttons" role="group" aria-label="Turn the clock forward">
          <button class="small" onClick=${() => turnClock({ advance: 3600 })} title="One hour on">+1 h</button>
          <button class="small" onClick=${() => turnClock({ advance: 86400 })} title="One day on">+1 day</button>
          <button class="small" onClick=${() => turnClock({ next: true })}
            title="To the next thing that is due"><${Icon} name="next" />Next due</button>
          <${Due} />
          <button class="small" onClick=${() => showSetting(true)} title="To a date and time">Set…</button>
          <button class="small" aria-pressed=${paused}
            onClick=${() => turnClock({ pause: !paused })}>${paused ? "Resume" : "Pause"}</button>
        </div>`
    }
    <button class="small quiet wire-toggle" aria-expanded=${state.wireOpen} aria-controls="wire"
      onClick=${() => update({ wireOpen: !state.wireOpen })}>
      <${Icon} name="wire" /> Wire <span class="faint">${state.callCount}</span>
    </button>
  </footer>`;
}
