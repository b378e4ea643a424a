// What a picker remembers while it is open: the filter, the current option, what the keys do.
import { useRef, useState } from "../vendor/htm-preact.js";
import { arrow, usePopover } from "./popover.js";

export const has = (chosen, value) => chosen.some((one) => one.value === value);

function matches(groups, filter) {
  const wanted = filter.trim().toLowerCase();
  const fits = (one) => !wanted || `${one.label} ${one.note || ""}`.toLowerCase().includes(wanted);
  return groups
    .map((group) => ({ ...group, options: group.options.filter(fits) }))
    .filter((group) => group.options.length);
}

/** The values after this one was chosen: added, taken away again, or the only one. */
function after({ chosen, multiple, max }, one) {
  if (!multiple) return [one.value];
  const values = chosen.map((other) => other.value);
  if (values.includes(one.value)) return values.filter((value) => value !== one.value);
  return max && values.length >= max ? values : [...values, one.value];
}

function useKeys({ ids, flat, at, setAt, choose, close }) {
  return (event) => {
    const next = ["Home", "End"].includes(event.key) ? undefined : arrow(event.key, at, flat.length);
    if (next !== undefined) {
      setAt(next);
      document.getElementById(`${ids}-${next}`)?.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter") {
      if (flat[at]) choose(flat[at]);
    } else {
      if (event.key === "Tab") close();
      return;
    }
    event.preventDefault();
  };
}

let counter = 0;

export function usePicker(props) {
  const { groups, chosen, change, multiple, typed } = props;
  const [open, setOpen] = useState(false);
  const [filter, setFilter] = useState("");
  const [at, setAt] = useState(0);
  const ids = useRef(`picker-${(counter += 1)}`).current;
  const anchor = useRef();
  const panel = useRef();
  const close = () => (setOpen(false), setFilter(""));
  const style = usePopover(anchor, panel, open, close, { width: 260 });
  // The app itself decides what fits when it is the one asked.
  const shown = open ? matches(groups, typed ? "" : filter) : [];
  const flat = shown.flatMap((group) => group.options);
  const choose = (one) => {
    change(after(props, one));
    if (multiple) return;
    close();
    anchor.current?.focus();
  };
  const find = (text) => (setFilter(text), setAt(0), typed && typed(text));
  const show = () => {
    const all = groups.flatMap((group) => group.options);
    if (!open) find("");
    setAt(Math.max(0, all.findIndex((one) => has(chosen, one.value))));
    setOpen(!open);
  };
  const opens = (event) => {
    if (open || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
    event.preventDefault();
    show();
  };
  const keys = useKeys({ ids, flat, at, setAt, choose, close });
  return { open, filter, at, ids, anchor, panel, style, shown, flat, choose, find, show, opens, keys };
}
