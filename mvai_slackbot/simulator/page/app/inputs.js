// One field for each kind of element that keeps a value; the same ones in forms and in messages.
import { html, useLayoutEffect, useRef, useState } from "../vendor/htm-preact.js";
import { channelName, me, state } from "./store.js";
import { entryKey, entryOf, typedEntry, typedText } from "./entries.js";
import { fromWall, toWall } from "./dates.js";
import { Picker } from "./picker.js";
import { Text, words } from "./mrkdwn.js";

const TYPES = { email_text_input: "email", url_text_input: "url", number_input: "text" };

function Typed({ element, entry, change, id, label, describedBy, invalid, enter }) {
  const box = useRef();
  const value = typedText(element, entry);
  const long = element.multiline || element.type === "rich_text_input";
  // In a form that just opens, the attribute does it.
  useLayoutEffect(() => {
    if (element.focus_on_load) box.current?.focus();
  }, []);
  const shared = {
    ref: box,
    id,
    value,
    placeholder: words(element.placeholder),
    "aria-label": id ? undefined : label,
    "aria-describedby": describedBy,
    "aria-invalid": invalid || undefined,
    autofocus: element.focus_on_load || undefined,
    maxLength: element.max_length,
    onInput: (event) => change(typedEntry(element, event.target.value)),
  };
  const keys = (event) => {
    if (event.key !== "Enter" || !enter) return;
    event.preventDefault();
    enter();
  };
  if (long)
    return html`<textarea ...${shared} rows=${element.type === "rich_text_input" ? 5 : 4} dir="auto"></textarea>`;
  return html`<input ...${shared} type=${TYPES[element.type] || "text"}
    inputmode=${element.type === "number_input" ? "decimal" : undefined} dir="auto" onKeyDown=${keys} />`;
}

const optionsOf = (options = []) =>
  options.map((one) => ({ value: one.value, label: words(one.text), note: words(one.description), raw: one }));

function people() {
  const rows = [...state.people.values()].filter((one) => !one.deleted && !one.is_bot);
  return [
    {
      options: rows.map((one) => ({
        value: one.id,
        label: one.real_name,
        note: one.profile?.title || `@${one.handle}`,
      })),
    },
  ];
}

function conversations(element) {
  const include = element.filter?.include;
  const kinds = element.type.includes("channels") ? ["public"] : include || ["public", "private", "im"];
  const kind = (one) => (one.is_im ? "im" : one.is_private ? "private" : "public");
  const rows = [...state.channels.values()].filter((one) => kinds.includes(kind(one)) && !one.is_archived);
  return [{ options: rows.map((one) => ({ value: one.id, label: one.is_im ? channelName(one) : `#${one.name}` })) }];
}

function groupsFor(element) {
  if (element.type.includes("users")) return people();
  if (element.type.includes("static")) {
    if (element.option_groups)
      return element.option_groups.map((group) => ({ label: words(group.label), options: optionsOf(group.options) }));
    return [{ options: optionsOf(element.options) }];
  }
  return conversations(element);
}

/** What was chosen before stays on offer, whatever the app suggests now. */
function offered(held, found) {
  const all = [...[held].flat().filter(Boolean), ...found];
  return [{ options: optionsOf([...new Map(all.map((one) => [one.value, one])).values()]) }];
}

function Select({ element, entry, change, id, label, describedBy, invalid, live, search }) {
  const multiple = element.type.startsWith("multi_");
  const external = element.type.includes("external");
  const fixed = external || element.type.includes("static");
  const [found, setFound] = useState([]);
  const asked = useRef(0);
  const typed = async (text) => {
    const turn = (asked.current += 1);
    await new Promise((done) => setTimeout(done, 150));
    // Only the last word typed is asked for, and only its answer counts.
    if (turn !== asked.current || text.length < (element.min_query_length ?? 3)) return;
    const options = await search(text);
    if (turn === asked.current) setFound(options);
  };
  const groups = external ? offered(entry[entryKey(element)], found) : groupsFor(element);
  const all = groups.flatMap((group) => group.options);
  const held = entry[entryKey(element)];
  const values = [held]
    .flat()
    .filter(Boolean)
    .map((one) => (fixed ? one.value : one));
  const chosen = values.map((value) => all.find((one) => one.value === value) || { value, label: value });
  const pick = (picked) => {
    const items = fixed ? picked.map((value) => all.find((one) => one.value === value).raw) : picked;
    change(entryOf(element, multiple ? items : items[0] || null));
  };
  return html`<${Picker} id=${id} label=${label} groups=${groups} chosen=${chosen} change=${pick} multiple=${multiple}
    max=${element.max_selected_items}
    placeholder=${words(element.placeholder) || (multiple ? "Choose…" : "Choose one…")} describedBy=${describedBy}
      invalid=${invalid} clearable=${!live} typed=${external && typed} />`;
}

let group = 0;

function Choices({ element, entry, change, label, describedBy }) {
  const name = useRef(`choices-${(group += 1)}`).current;
  const many = element.type === "checkboxes";
  const chosen = many ? entry.selected_options : [entry.selected_option].filter(Boolean);
  const on = (option) => chosen.some((one) => one.value === option.value);
  const toggle = (option) => {
    if (!many) return change(entryOf(element, option));
    const next = on(option) ? chosen.filter((one) => one.value !== option.value) : [...chosen, option];
    // In the order of the options, as Slack hands them in.
    return change(
      entryOf(
        element,
        element.options.filter((one) => next.some((other) => other.value === one.value)),
      ),
    );
  };
  return html`<div class="choices" role=${many ? "group" : "radiogroup"} aria-label=${label}
    aria-describedby=${describedBy}>
    ${element.options.map(
      (option) => html`<label class="choice">
        <input type=${many ? "checkbox" : "radio"} name=${name} value=${option.value} checked=${on(option)}
          onChange=${() => toggle(option)} />
        <span><${Text} text=${option.text} />${option.description && html`<small class="faint"><${Text}
          text=${option.description} /></small>`}</span>
      </label>`,
    )}
  </div>`;
}

function When({ element, entry, change, id, label, describedBy, invalid, live }) {
  const zone = me().tz;
  const kind = { datepicker: "date", timepicker: "time", datetimepicker: "datetime-local" }[element.type];
  const held = entry[entryKey(element)];
  const value = held && kind === "datetime-local" ? toWall(held, zone) : held || "";
  const set = (text) =>
    change(entryOf(element, text ? (kind === "datetime-local" ? fromWall(text, zone) : text.slice(0, 10)) : null));
  return html`<input id=${id} type=${kind} value=${value}
    aria-label=${id ? undefined : label || words(element.placeholder) || kind} aria-describedby=${describedBy}
    aria-invalid=${invalid || undefined} onInput=${live ? undefined : (event) => set(event.target.value)}
      onChange=${live ? (event) => set(event.target.value) : undefined} />`;
}

export function Field(props) {
  const { type } = props.element;
  if (type.endsWith("_text_input") || type === "number_input" || type === "rich_text_input")
    return html`<${Typed} ...${props} />`;
  if (type.endsWith("_select")) return html`<${Select} ...${props} />`;
  if (type === "checkboxes" || type === "radio_buttons") return html`<${Choices} ...${props} />`;
  if (type === "file_input") return html`<div class="unknown">Files cannot be handed in here.</div>`;
  return html`<${When} ...${props} />`;
}
