// The left bar: who I am, the app, channels and direct messages with their unread marks.
import { html } from "../vendor/htm-preact.js";
import { appDirectMessage, channelName, me, nameOf, state, toast, update } from "./store.js";
import { explain, openDirectMessage } from "./actions.js";
import { goTo } from "./session.js";
import { Avatar } from "./avatar.js";
import { Icon } from "./icons.js";
import { PeopleMenu } from "./people_menu.js";

export const appPlaces = () => {
  const direct = appDirectMessage();
  const home = state.app.home_enabled ? { kind: "app-home" } : null;
  return { home, direct: direct ? { kind: "channel", id: direct.id } : null };
};

const isHere = (place) => place && state.place?.kind === place.kind && state.place?.id === place.id;

function Entry({ place, label, named, lead, unread, current, spoken }) {
  return html`<li><button type="button" class=${`entry ${unread ? "unread" : ""}`}
    aria-current=${(current ?? isHere(place)) ? "page" : undefined}
    aria-label=${`${spoken || label}${unread ? `, ${unread} unread` : ""}`} title=${named} onClick=${() => goTo(place)}>
    <span class="entry-lead">${lead}</span><span class="entry-name">${label}</span>${unread ? html`<span class="count"
      aria-hidden="true">${unread}</span>` : null}
  </button></li>`;
}

function ChannelEntry({ one }) {
  const label = html`${one.name}${one.is_archived && html`<span class="faint"> archived</span>`}`;
  const lead = html`<${Icon} name=${one.is_private ? "lock" : "hash"} />`;
  const spoken = `${one.is_private ? "private channel" : "channel"} ${one.name}${one.is_archived ? ", archived" : ""}`;
  return html`<${Entry} place=${{ kind: "channel", id: one.id }} label=${label} lead=${lead} unread=${one.unread}
    named=${one.name} spoken=${spoken} />`;
}

function People({ directs }) {
  const opened = new Set(directs.map((one) => one.user));
  const others = [...state.people.values()].filter(
    (one) => !one.is_bot && !one.deleted && one.id !== state.me && !opened.has(one.id),
  );
  const start = async (person) => {
    const answer = await openDirectMessage(person.id);
    if (!answer.ok) return toast(explain(answer.error), "problem");
    update({ channels: new Map(state.channels).set(answer.channel.id, answer.channel) });
    return goTo({ kind: "channel", id: answer.channel.id });
  };
  if (!others.length || me().deleted) return null;
  return html`<details class="more-people"><summary>Write to someone</summary><ul>${others.map(
    (one) =>
      html`<li><button type="button" class="entry" onClick=${() => start(one)}><span class="entry-lead"><${Avatar}
        id=${one.id} size="tiny" /></span><span class="entry-name">${one.real_name}</span></button></li>`,
  )}</ul></details>`;
}

function Group({ title, children }) {
  return html`<section class="group" aria-label=${title}><h2>${title}</h2><ul>${children}</ul></section>`;
}

export function Sidebar() {
  const all = [...state.channels.values()];
  const byName = (a, b) =>
    Number(a.is_archived) - Number(b.is_archived) || a.name.localeCompare(b.name, "en", { numeric: true });
  const joined = all.filter((one) => !one.is_im && one.is_member).sort(byName);
  const open = all.filter((one) => !one.is_im && !one.is_member && !one.is_archived).sort(byName);
  const directs = all
    .filter((one) => one.is_im && one.user !== state.app.bot_user_id)
    .sort((a, b) => nameOf(a.user).localeCompare(nameOf(b.user)));
  const { home, direct } = appPlaces();
  const bot = html`<${Avatar} id=${state.app.bot_user_id} size="tiny" />`;
  return html`<nav class="sidebar" aria-label="Channels and people" data-open=${state.drawer}>
    <div class="team"><strong>${state.team.name}</strong>
      <button type="button" class="icon-button only-phone" aria-label="Close the list"
        onClick=${() => update({ drawer: false })}><${Icon} name="close" /></button></div>
    <${PeopleMenu} />
    <div class="sidebar-scroll">
      <${Group} title="App">
        ${
          (direct || home) &&
          html`<${Entry} place=${direct || home} label=${state.app.name} lead=${bot}
            current=${isHere(direct) || isHere(home)}
          unread=${direct ? state.channels.get(direct.id).unread : 0} spoken=${`app ${state.app.name}`} />`
        }
      <//>
      ${joined.length > 0 && html`<${Group} title="Channels">${joined.map((one) => html`<${ChannelEntry} key=${one.id}
        one=${one} />`)}<//>`}
      ${open.length > 0 && html`<${Group} title="Not joined">${open.map((one) => html`<${ChannelEntry} key=${one.id}
        one=${one} />`)}<//>`}
      <${Group} title="Direct messages">${directs.map(
        (one) =>
          html`<${Entry} key=${one.id} place=${{ kind: "channel", id: one.id }} label=${channelName(one)}
            lead=${html`<${Avatar} id=${one.user} size="tiny" />`} unread=${one.unread}
            spoken=${`direct message with ${channelName(one)}`} />`,
      )}<//>
      <${People} directs=${directs} />
    </div>
    <${Theme} />
  </nav>`;
}

function Theme() {
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  const turn = () => {
    root.dataset.theme = dark ? "light" : "dark";
    localStorage.setItem("simulator-theme", root.dataset.theme);
    update({});
  };
  return html`<div class="sidebar-foot"><button type="button" class="small quiet" aria-pressed=${dark} onClick=${turn}>
    <${Icon} name="light" />${dark ? "Light" : "Dark"} colors</button></div>`;
}
