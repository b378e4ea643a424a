// What is being written: the text, what is offered for it, and sending it without ever losing it.
import { useLayoutEffect, useRef, useState } from "../vendor/htm-preact.js";
import { state, useRegained } from "./store.js";
import { explain, say } from "./actions.js";
import { arrow } from "./popover.js";
import { offers } from "./completion.js";

// What is not sent yet stays with its channel, also while somebody looks elsewhere.
const drafts = new Map();

function grow(box) {
  box.style.height = "auto";
  box.style.height = `${Math.min(box.scrollHeight, 220)}px`;
}

function useText(key, box) {
  const [text, setText] = useState(drafts.get(key) || "");
  const [caret, setCaret] = useState(text.length);
  useLayoutEffect(() => grow(box.current), [text]);
  useLayoutEffect(() => {
    const field = box.current;
    if (document.activeElement === field && field.selectionEnd !== caret) field.setSelectionRange(caret, caret);
  }, [caret]);
  const write = (value, position = value.length) => {
    drafts.set(key, value);
    setText(value);
    setCaret(position);
  };
  return { text, caret, write, moved: setCaret };
}

/** Empties the field at once; what could not be sent comes back with the reason, unless something new stands there. */
async function sendDraft({ words, key, channel, thread, write, setProblem }) {
  write("");
  const answer = await say(channel.id, words, thread);
  if (answer.ok) return;
  const first = words.startsWith("/") ? words.split(/\s/)[0] : "Not sent";
  const free = !drafts.get(key);
  if (free) write(words);
  setProblem(`${first}: ${explain(answer.error)}${free ? "" : ` What you wrote: ${words}`}`);
}

function useCompleting({ text, offer, choose, send, setShut }) {
  const [at, setAt] = useState(0);
  const keys = (event) => {
    const next = ["Home", "End"].includes(event.key) ? undefined : arrow(event.key, at, offer.items.length);
    if (next !== undefined) setAt(next);
    else if (event.key === "Escape") setShut(text);
    else if (event.key === "Tab" || (event.key === "Enter" && !event.shiftKey)) {
      const one = offer.items[at] || offer.items[0];
      // A command or a name typed in full is sent by Enter; Tab still completes it.
      const whole = (each) => text.slice(each.from).toLowerCase() === each.insert.trim().toLowerCase();
      if (event.key === "Enter" && (at ? whole(one) : offer.items.some(whole))) send();
      else choose(one);
    } else return;
    event.preventDefault();
  };
  return { at, setAt, keys };
}

export function useDraft(channel, thread) {
  const key = `${state.me}/${channel.id}/${thread || ""}`;
  const box = useRef();
  const [shut, setShut] = useState("");
  const [problem, setProblem] = useState("");
  useRegained(setProblem);
  const { text, caret, write, moved } = useText(key, box);
  const offer = shut === text ? null : offers(text, caret);
  const send = () => {
    const words = text.trim();
    if (words) sendDraft({ words, key, channel, thread, write, setProblem });
    setProblem("");
  };
  const choose = (one) => {
    write(text.slice(0, one.from) + one.insert + text.slice(one.to), one.from + one.insert.length);
    completing.setAt(0);
    box.current.focus();
  };
  const completing = useCompleting({ text, offer, choose, send, setShut });
  const keys = (event) => {
    if (event.isComposing) return;
    if (offer && !event.ctrlKey && !event.metaKey && !event.altKey) completing.keys(event);
    if (event.defaultPrevented || event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    send();
  };
  const typed = (value, position) => {
    write(value, position);
    completing.setAt(0);
    setProblem("");
  };
  return { text, offer, problem, box, at: completing.at, keys, choose, send, moved, write: typed };
}
