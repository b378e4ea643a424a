// The value of an input as Slack keeps it in state.values, made from an element and from what a person chose.
import { plainOf, richTextOf } from "./rich_text.js";

const clean = (value) => (value === undefined || value === "" ? null : value);

const FIRST = {
  plain_text_input: (e) => ({ value: clean(e.initial_value) }),
  email_text_input: (e) => ({ value: clean(e.initial_value) }),
  url_text_input: (e) => ({ value: clean(e.initial_value) }),
  number_input: (e) => ({ value: clean(e.initial_value) }),
  rich_text_input: (e) => ({ rich_text_value: e.initial_value || null }),
  static_select: (e) => ({ selected_option: e.initial_option || null }),
  radio_buttons: (e) => ({ selected_option: e.initial_option || null }),
  checkboxes: (e) => ({ selected_options: e.initial_options || [] }),
  multi_static_select: (e) => ({ selected_options: e.initial_options || [] }),
  external_select: (e) => ({ selected_option: e.initial_option || null }),
  multi_external_select: (e) => ({ selected_options: e.initial_options || [] }),
  users_select: (e) => ({ selected_user: e.initial_user || null }),
  multi_users_select: (e) => ({ selected_users: e.initial_users || [] }),
  conversations_select: (e) => ({ selected_conversation: e.initial_conversation || null }),
  multi_conversations_select: (e) => ({ selected_conversations: e.initial_conversations || [] }),
  channels_select: (e) => ({ selected_channel: e.initial_channel || null }),
  multi_channels_select: (e) => ({ selected_channels: e.initial_channels || [] }),
  datepicker: (e) => ({ selected_date: e.initial_date || null }),
  timepicker: (e) => ({ selected_time: e.initial_time || null }),
  datetimepicker: (e) => ({ selected_date_time: e.initial_date_time || null }),
  file_input: () => ({ files: [] }),
};

/** Whether an element keeps a value in state.values. */
export const keepsValue = (element) => Boolean(element && FIRST[element.type]);

export const firstEntry = (element) => ({ type: element.type, ...FIRST[element.type](element) });

/** The one key of an entry that holds the choice, such as selected_option. */
export const entryKey = (element) => Object.keys(FIRST[element.type]({}))[0];

export const entryOf = (element, value) => ({ type: element.type, [entryKey(element)]: value });

export const typedText = (element, entry) =>
  element.type === "rich_text_input" ? plainOf(entry.rich_text_value) : (entry.value ?? "");

export const typedEntry = (element, text) =>
  element.type === "rich_text_input" ? entryOf(element, richTextOf(text)) : entryOf(element, clean(text));

function inBlock(block) {
  if (block.type === "container") return (block.child_blocks || []).flatMap(elementsOf);
  const found = [
    ...(block.type === "actions" ? block.elements || [] : []),
    block.accessory,
    block.type === "input" ? block.element : null,
  ];
  return found.filter(keepsValue).map((element) => ({ block, element }));
}

/** Every element of these blocks that keeps a value, with its block. */
export function elementsOf(block) {
  return inBlock(block);
}

/** state.values for these blocks: what was chosen, else what the app gave as initial. */
export function allValues(blocks, given) {
  const values = {};
  for (const { block, element } of blocks.flatMap(elementsOf)) {
    values[block.block_id] ||= {};
    values[block.block_id][element.action_id] = given[block.block_id]?.[element.action_id] || firstEntry(element);
  }
  return values;
}
