// The list of messages: days, runs of one author, sticking to the newest unless somebody reads further up.
import { html, useEffect, useLayoutEffect, useRef, useState } from "../vendor/htm-preact.js";
import { me, nameOf, state } from "./store.js";
import { dayKey, dayTitle } from "./dates.js";
import { appNow } from "./clock.js";
import { author, MessageRow } from "./message.js";
import { readMessages } from "./session.js";
import { Icon } from "./icons.js";

const RUN = 300; // seconds between two messages that are drawn as one run

function joins(before, message, zone) {
  if (!before || before.subtype || message.subtype || before.is_ephemeral !== message.is_ephemeral) return false;
  const near = Number(message.ts) - Number(before.ts) < RUN;
  return (
    near && author(before) === author(message) && dayKey(Number(before.ts), zone) === dayKey(Number(message.ts), zone)
  );
}

export function rowsOf(list, channel, options = {}) {
  const zone = me().tz;
  const now = appNow();
  const pins = new Set((channel.pins || []).map((pin) => pin.ts));
  let before = null;
  return list.flatMap((message) => {
    const newDay = !before || dayKey(Number(before.ts), zone) !== dayKey(Number(message.ts), zone);
    const row = html`<${MessageRow} key=${message.ts} message=${message} channel=${channel.id}
      pinned=${pins.has(message.ts)}
      joined=${!newDay && !pins.has(message.ts) && joins(before, message, zone)}
        replies=${options.replies?.get(message.ts)} inThread=${options.inThread} />`;
    before = message;
    if (!newDay) return [row];
    const title = dayTitle(Number(message.ts), now, zone);
    return [
      html`<div class="day" key=${`day-${message.ts}`} role="separator" aria-label=${title}><span>${title}</span>
        </div>`,
      row,
    ];
  });
}

const isReply = (message) =>
  message.thread_ts && message.thread_ts !== message.ts && message.subtype !== "thread_broadcast";

function threads(list) {
  const replies = new Map();
  for (const message of list) {
    if (message.thread_ts && message.thread_ts !== message.ts) {
      replies.set(message.thread_ts, [...(replies.get(message.thread_ts) || []), message]);
    }
  }
  return replies;
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
  useEffect(() => {
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

export function MessageList({ channel }) {
  const all = state.messages.get(channel.id);
  const box = useRef();
  const newest = all?.at(-1)?.ts;
  const [atEnd, toEnd] = useEnd(box, newest, channel.id);
  const seen = useRef(newest);
  if (atEnd) seen.current = newest;
  const own = all?.at(-1)?.user === state.me;
  useLayoutEffect(() => {
    if (own) toEnd();
  }, [newest]);
  const shown = (all || []).filter((message) => !isReply(message));
  const older = async () => {
    const fromEnd = box.current.scrollHeight - box.current.scrollTop;
    await readMessages(channel.id, all[0].ts);
    // What was being read stays where it was while older messages come in above it.
    requestAnimationFrame(() => box.current && (box.current.scrollTop = box.current.scrollHeight - fromEnd));
  };
  return html`<div class="messages-frame">
    <div class="messages" ref=${box} role="log"
      aria-label=${`Messages in ${channel.is_im ? nameOf(channel.user) : channel.name}`} tabindex="0"
      data-testid="messages">
      <div class="messages-inner">
        ${all && (state.more.get(channel.id) ? html`<button type="button" class="small older"
          onClick=${older}>Show earlier messages</button>` : html`<${Beginning} channel=${channel} />`)}
        ${rowsOf(shown, channel, { replies: threads(all || []) })}
      </div>
    </div>
    ${!atEnd && html`<button type="button" class="to-end" onClick=${toEnd}><${Icon}
      name="down" />${seen.current !== newest ? "New messages" : "Newest"}</button>`}
  </div>`;
}
