// A small panel beside its button: fixed to the window, so that no scrolling parent can cut it off.
import { useLayoutEffect, useState } from "../vendor/htm-preact.js";

const GAP = 4;
const EDGE = 8;

function place(anchor, width, align) {
  const box = anchor.getBoundingClientRect();
  const below = innerHeight - box.bottom - GAP - EDGE;
  const above = box.top - GAP - EDGE;
  const wide = Math.min(Math.max(width, box.width), innerWidth - 2 * EDGE);
  const start = align === "end" ? box.right - wide : box.left;
  const style = {
    position: "fixed",
    width: `${wide}px`,
    left: `${Math.max(EDGE, Math.min(start, innerWidth - wide - EDGE))}px`,
  };
  if (below >= 220 || below >= above)
    return { ...style, top: `${box.bottom + GAP}px`, maxHeight: `${Math.min(below, 380)}px` };
  return { ...style, bottom: `${innerHeight - box.top + GAP}px`, maxHeight: `${Math.min(above, 380)}px` };
}

/** Answers the style of the panel while open; closes it on a press outside, on scrolling away and on Escape. */
export function usePopover(anchor, panel, open, close, { width = 220, align = "start" } = {}) {
  const [style, setStyle] = useState({ position: "fixed", visibility: "hidden" });
  useLayoutEffect(() => {
    if (open && anchor.current) setStyle(place(anchor.current, width, align));
  }, [open]);
  // Before the next paint, so that a second Escape is not taken by a panel that is gone already.
  useLayoutEffect(() => {
    if (!open) return undefined;
    const inside = (event) => panel.current?.contains(event.target) || anchor.current?.contains(event.target);
    const outside = (event) => inside(event) || close();
    const scrolled = (event) => panel.current?.contains(event.target) || setStyle(place(anchor.current, width, align));
    const escape = (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      close();
      anchor.current?.focus();
    };
    addEventListener("pointerdown", outside, true);
    addEventListener("scroll", scrolled, true);
    addEventListener("resize", close);
    addEventListener("keydown", escape, true);
    return () => {
      removeEventListener("pointerdown", outside, true);
      removeEventListener("scroll", scrolled, true);
      removeEventListener("resize", close);
      removeEventListener("keydown", escape, true);
    };
  }, [open]);
  return style;
}

/** The next index for an arrow key in a list of that length; undefined for any other key. */
export function arrow(key, at, length) {
  if (!length) return undefined;
  if (key === "ArrowDown") return (at + 1) % length;
  if (key === "ArrowUp") return (at - 1 + length) % length;
  if (key === "Home") return 0;
  if (key === "End") return length - 1;
  return undefined;
}
