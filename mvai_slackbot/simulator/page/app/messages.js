// The list of messages: days, runs of one author, sticking to the newest unless somebody reads further up.
import { html, useEffect, useLayoutEffect, useRef, useState } from "../vendor/htm-preact.js";
import { me, nameOf, state } from "./store.js";
import { dayKey, dayTitle } from "./dates.js";
import { appNow } from "./clock.js";
import { author, isJoin, Joined, MessageRow } from "./message.js";
import { counts, isReply, oldest, readMessages } from "./history.js";
import { Icon } from "./icons.js";
import { isEdited } from "./message_tools.js";
import { walkMessages } from "./walk.js";

const RUN = 300; // seconds between two messages that are drawn as one run

function joins(before, message, zone) {
  if (!before || before.subtype || message.subtype || before.is_ephemeral !== message.is_ephemeral) return false;
  const near = Number(message.ts) - Number(before.ts) < RUN;
  return (
    near && author(before) === author(message) && dayKey(Number(before.ts), zone) === dayKey(Number(message.ts), zone)
  );
}

const drawn = new WeakMap(); // message -> {key, row}: a row that is as it was is not drawn again

function rowFor(message, props) {
  const { channel, pinned, joined, inThread } = props;
  const key = [pinned, joined, inThread, isEdited(message, channel), state.names, state.clock.readAt, me().tz].join();
  const held = drawn.get(message);
  if (held?.key === key) return held.row;
  const row = html`<${MessageRow} key=${message.ts} message=${message} ...${props} />`;
  drawn.set(message, { key, row });
  return row;
}

export function rowsOf(list, channel, options = {}) {
  const zone = me().tz;
  const now = appNow();
  const pins = new Set((channel.pins || []).map((pin) => pin.ts));
  const firstNew = options.inThread ? null : findNew(list, channel);
  let before = null;
  const together = joinsOf(list, firstNew, zone);
  return list.flatMap((message) => {
    const run = together.get(message);
    if (run && run[0] !== message) return [];
    const newDay = !before || dayKey(Number(before.ts), zone) !== dayKey(Number(message.ts), zone);
    const plain = pins.has(message.ts) || newDay || message === firstNew;
    const joined = !plain && joins(before, message, zone);
    const row = run
      ? html`<${Joined} key=${message.ts} messages=${run} />`
      : rowFor(message, { channel: channel.id, pinned: pins.has(message.ts), joined, inThread: options.inThread });
    before = message;
    const parts = [row];
    if (message === firstNew) parts.unshift(NEW);
    if (newDay) parts.unshift(html`<${Day} key=${`day-${message.ts}`} title=${dayTitle(Number(message.ts), now, zone)} />`);
    return parts;
  });
}

/** Those who came in one after another on one day: each such message -> all of its run. */
function joinsOf(list, firstNew, zone) {
  const found = new Map();
  let run = [];
  const close = () => {
    if (run.length > 1) for (const one of run) found.set(one, run);
    run = [];
  };
  for (const message of list) {
    const near = run.length && dayKey(Number(run[0].ts), zone) === dayKey(Number(message.ts), zone);
    if (!isJoin(message) || !near || message === firstNew) close();
    if (isJoin(message)) run.push(message);
  }
  close();
  return found;
}

const Day = ({ title }) =>
  html`<div class="day" role="separator" aria-label=${title}><span>${title}</span></div>`;

const NEW = html`<div class="day new-line" key="new" role="separator" aria-label="New"><span>New</span></div>`;

/** The first message that this person had not seen when they came here. */
function findNew(list, channel) {
  if (state.line?.channel !== channel.id) return null;
  return list.find((one) => one.ts > state.line.after && one.user !== state.me && counts(one)) || null;
}

function Beginning({ channel }) {
  const isApp = channel.user === state.app.bot_user_id;
  const words = channel.is_im
    ? isApp
      ? `This is your conversation with ${state.app.name}.`
      : `This is your conversation with ${nameOf(channel.user)}.`
    : `This is the beginning of ${channel.is_private ? "the private channel " : "#"}${channel.name}.`;
  return html`<div class="beginning"><p>${words}</p>${channel.purpose?.value && html`<p
    class="faint">${channel.purpose.value}</p>`}</div>`;
}

/** Keeps a scrolling element at its end while its person is there; answers [at the end, go to the end]. */
export function useEnd(box, newest, place) {
  const [atEnd, setAtEnd] = useState(true);
  const stick = useRef(true);
  const toEnd = () => {
    stick.current = true;
    if (box.current) box.current.scrollTop = box.current.scrollHeight;
    setAtEnd(true);
  };
  useLayoutEffect(toEnd, [place]);
  useLayoutEffect(() => {
    if (stick.current) toEnd();
  });
  // Before the next paint: who scrolls up at once is not carried back to the end.
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const scrolled = () => {
      stick.current = element.scrollHeight - element.scrollTop - element.clientHeight < 60;
      setAtEnd(stick.current);
    };
    const watch = new ResizeObserver(() => stick.current && toEnd());
    element.addEventListener("scroll", scrolled, { passive: true });
    watch.observe(element);
    if (element.firstElementChild) watch.observe(element.firstElementChild);
    return () => {
      element.removeEventListener("scroll", scrolled);
      watch.disconnect();
    };
  }, [place, newest === undefined]);
  return [atEnd, toEnd];
}

/** Brings into sight what this person wrote, and what the app answered them alone; others' messages wait. */
function useOwn(all, newest, toEnd) {
  const known = useRef(newest);
  const own = all?.findLast((one) => one.user === state.me || one.is_ephemeral)?.ts;
  useLayoutEffect(() => {
    if (known.current && own > known.current) toEnd();
    known.current = newest;
  }, [newest]);
}

export function MessageList({ channel }) {
  const all = state.messages.get(channel.id);
  const box = useRef();
  const newest = all?.at(-1)?.ts;
  const [atEnd, toEnd] = useEnd(box, newest, channel.id);
  const seen = useRef(newest);
  if (atEnd) seen.current = newest;
  useOwn(all, newest, toEnd);
  const shown = (all || []).filter((message) => !isReply(message));
  useOlder(box, channel, all);
  return html`<div class="messages-frame">
    <div class="messages" ref=${box} role="log" onKeyDown=${(event) => walkMessages(event, box.current)}
      aria-label=${`Messages in ${channel.is_im ? nameOf(channel.user) : channel.name}`} tabindex="0"
      data-testid="messages">
      <div class="messages-inner">
        ${all && (state.more.get(channel.id) ? html`<p class="faint older" role="status">Earlier messages are on their
          way…</p>` : html`<${Beginning} channel=${channel} />`)}
        ${rowsOf(shown, channel)}
      </div>
    </div>
    ${!atEnd && html`<button type="button" class="to-end" onClick=${toEnd}><${Icon}
      name="down" />${seen.current !== newest ? "New messages" : "Newest"}</button>`}
  </div>`;
}

const NEAR = 600; // pixels from the top at which earlier messages are read

/** Reads earlier messages as somebody scrolls up to them; what is being read stays where it is. */
function useOlder(box, channel, all) {
  const reading = useRef(false);
  const held = useRef(null);
  const first = all && oldest(channel.id);
  useLayoutEffect(() => {
    const row = held.current && box.current?.querySelector(`[data-ts="${held.current.ts}"]`);
    const moved = row ? row.getBoundingClientRect().top - held.current.top : 0;
    if (Math.abs(moved) > 1) box.current.scrollTop += moved;
    held.current = null;
  }, [first]);
  useEffect(() => {
    const element = box.current;
    const look = async () => {
      if (reading.current || !state.more.get(channel.id) || element.scrollTop > NEAR) return;
      reading.current = true;
      const read = await readMessages(channel.id, oldest(channel.id), () => {
        const top = element.getBoundingClientRect().top;
        const row = [...element.querySelectorAll("[data-ts]")].find((one) => one.getBoundingClientRect().bottom > top);
        if (row) held.current = { ts: row.dataset.ts, top: row.getBoundingClientRect().top };
      });
      reading.current = false;
      if (read && element.isConnected) look();
    };
    element.addEventListener("scroll", look, { passive: true });
    // A tall window may show all that is here, and then nobody can scroll.
    const wait = setTimeout(look, 50);
    return () => (clearTimeout(wait), element.removeEventListener("scroll", look));
  }, [channel.id, first === undefined]);
}
