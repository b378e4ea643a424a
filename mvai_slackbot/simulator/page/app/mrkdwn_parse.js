// Slack's mrkdwn -> a tree of small objects; never HTML, so nothing written by a person can become markup.

const unescape = (text) => text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
const leaf = (text) => ({ kind: "text", text: unescape(text) });

const MARKS = { "*": "bold", _: "italic", "~": "strike" };
const BEFORE = /[\s([{"'.,:;!?>\-–—/|*_~]/;
const AFTER = /[\s)\]}"'.,:;!?<\-–—/|*_~…]/;

function special(inner) {
  const bar = inner.indexOf("|");
  const target = bar < 0 ? inner : inner.slice(0, bar);
  const label = bar < 0 ? "" : inner.slice(bar + 1);
  if (target.startsWith("@")) return { kind: "user", id: target.slice(1), label };
  if (target.startsWith("#")) return { kind: "channel", id: target.slice(1), label };
  if (target.startsWith("!date^")) {
    const [, seconds, pattern, link] = target.split("^");
    return { kind: "date", seconds: Number(seconds), pattern: unescape(pattern || ""), link, label: unescape(label) };
  }
  if (target.startsWith("!subteam^")) return { kind: "group", label: unescape(label) || "@group" };
  if (target.startsWith("!")) return { kind: "broadcast", label: `@${target.slice(1)}` };
  // Anything else in angle brackets is just words that were not escaped.
  if (!/^[a-z][a-z0-9+.-]*:/i.test(target)) return null;
  return { kind: "link", url: unescape(target), label: unescape(label) };
}

function closing(text, mark, from) {
  for (let at = text.indexOf(mark, from + 1); at > 0; at = text.indexOf(mark, at + 1)) {
    const outside = text[at + 1];
    if (at > from + 1 && !/\s/.test(text[at - 1]) && (outside === undefined || AFTER.test(outside))) return at;
  }
  return -1;
}

// Each reader looks at one place and answers [node, next place] or nothing.
function readSpecial(text, at) {
  const end = text.indexOf(">", at);
  const node = end > at + 1 ? special(text.slice(at + 1, end)) : null;
  return node && [node, end + 1];
}

function readCode(text, at) {
  const end = text.indexOf("`", at + 1);
  return end > at + 1 ? [{ kind: "code", text: unescape(text.slice(at + 1, end)) }, end + 1] : null;
}

function readMark(text, at) {
  if (at > 0 && !BEFORE.test(text[at - 1])) return null;
  if (text[at + 1] === undefined || /\s/.test(text[at + 1])) return null;
  const end = closing(text, text[at], at);
  return end > 0 ? [{ kind: MARKS[text[at]], nodes: inline(text.slice(at + 1, end)) }, end + 1] : null;
}

function readEmoji(text, at) {
  const found = /^:([a-z0-9_+-]+(?:::skin-tone-\d)?):/.exec(text.slice(at, at + 60));
  return found ? [{ kind: "emoji", name: found[1] }, at + found[0].length] : null;
}

function readBareLink(text, at) {
  if (at > 0 && /\w/.test(text[at - 1])) return null;
  const found = /^https?:\/\/[^\s<>|]*[^\s<>|.,:;!?)'"]/.exec(text.slice(at, at + 3000));
  return found ? [{ kind: "link", url: unescape(found[0]), label: "" }, at + found[0].length] : null;
}

const READERS = {
  "<": readSpecial,
  "`": readCode,
  "*": readMark,
  _: readMark,
  "~": readMark,
  ":": readEmoji,
  h: readBareLink,
};

export function inline(text) {
  const nodes = [];
  let plain = 0;
  for (let at = 0; at < text.length;) {
    const found = READERS[text[at]]?.(text, at);
    if (!found) {
      at += 1;
      continue;
    }
    if (at > plain) nodes.push(leaf(text.slice(plain, at)));
    nodes.push(found[0]);
    at = plain = found[1];
  }
  if (plain < text.length) nodes.push(leaf(text.slice(plain)));
  return nodes;
}

const LINE_KINDS = [
  ["quote", /^(?:>|&gt;)\s?(.*)$/],
  ["bullet", /^\s*[•◦▪‣]\s+(.*)$/],
];

function lineKind(line) {
  for (const [kind, pattern] of LINE_KINDS) {
    const found = pattern.exec(line);
    if (found) return [kind, found[1]];
  }
  return ["lines", line];
}

function blocksOfLines(text) {
  const blocks = [];
  for (const line of text.split("\n")) {
    const [kind, rest] = lineKind(line);
    const last = blocks[blocks.length - 1];
    if (last && last.kind === kind) last.lines.push(inline(rest));
    else blocks.push({ kind, lines: [inline(rest)] });
  }
  return blocks;
}

/** The whole text as blocks: lines, quote, bullet, pre. */
export function parse(text) {
  const blocks = [];
  String(text ?? "")
    .split("```")
    .forEach((piece, index, all) => {
      const fenced = index % 2 === 1 && index < all.length - 1;
      if (fenced) blocks.push({ kind: "pre", text: unescape(piece.replace(/^\n|\n$/g, "")) });
      else {
        const open = index % 2 === 1 ? "```" + piece : piece;
        const trimmed = index > 0 && !open.startsWith("```") ? open.replace(/^\n/, "") : open;
        if (trimmed) blocks.push(...blocksOfLines(trimmed));
      }
    });
  return blocks;
}
