// Short names of common emoji; an unknown one stays as its name.
const TABLE = `
+1 👍|thumbsup 👍|-1 👎|thumbsdown 👎|ok_hand 👌|wave 👋|raised_hands 🙌|pray 🙏|handshake 🤝|clap 👏|point_right 👉|point_left 👈|point_up ☝️|point_down 👇|raised_hand ✋|muscle 💪
slightly_smiling_face 🙂|smile 😄|smiley 😃|blush 😊|wink 😉|neutral_face 😐|thinking_face 🤔|disappointed 😞|cry 😢|sob 😭|worried 😟|relieved 😌|grinning 😀|joy 😂|heart_eyes 😍|sweat_smile 😅|upside_down_face 🙃|confused 😕|hugging_face 🤗|slightly_frowning_face 🙁|pensive 😔|tired_face 😫|weary 😩
heart ❤️|blue_heart 💙|green_heart 💚|yellow_heart 💛|purple_heart 💜|black_heart 🖤|white_heart 🤍|broken_heart 💔|dove_of_peace 🕊️|dove 🕊️|candle 🕯️|seedling 🌱|herb 🌿|sunflower 🌻|tulip 🌷
white_check_mark ✅|heavy_check_mark ✔️|ballot_box_with_check ☑️|x ❌|heavy_multiplication_x ✖️|negative_squared_cross_mark ❎|warning ⚠️|no_entry ⛔|no_entry_sign 🚫|octagonal_sign 🛑|exclamation ❗|question ❓|grey_question ❔|information_source ℹ️|bangbang ‼️|white_circle ⚪|black_circle ⚫|red_circle 🔴|large_orange_circle 🟠|large_yellow_circle 🟡|large_green_circle 🟢|large_blue_circle 🔵|large_blue_square 🟦|large_green_square 🟩|large_yellow_square 🟨|large_orange_square 🟧|red_square 🟥|white_large_square ⬜|black_large_square ⬛|small_blue_diamond 🔹|small_orange_diamond 🔸|radio_button 🔘
hourglass ⌛|hourglass_flowing_sand ⏳|clock1 🕐|clock3 🕒|clock9 🕘|alarm_clock ⏰|stopwatch ⏱️|timer_clock ⏲️|calendar 📆|date 📅|spiral_calendar_pad 🗓️|watch ⌚
bell 🔔|no_bell 🔕|loudspeaker 📢|mega 📣|telephone ☎️|phone ☎️|telephone_receiver 📞|iphone 📱|email 📧|e-mail 📧|envelope ✉️|incoming_envelope 📨|inbox_tray 📥|outbox_tray 📤|speech_balloon 💬|left_speech_bubble 🗨️|thought_balloon 💭|newspaper 📰|tv 📺|satellite_antenna 📡
memo 📝|pencil 📝|pencil2 ✏️|clipboard 📋|page_facing_up 📄|page_with_curl 📃|bookmark_tabs 📑|bookmark 🔖|books 📚|book 📖|open_book 📖|notebook 📓|closed_book 📕|green_book 📗|blue_book 📘|card_index 📇|card_index_dividers 🗂️|file_folder 📁|open_file_folder 📂|file_cabinet 🗄️|wastebasket 🗑️|label 🏷️|pushpin 📌|round_pushpin 📍|paperclip 📎|link 🔗|scissors ✂️|chart_with_upwards_trend 📈|chart_with_downwards_trend 📉|bar_chart 📊
lock 🔒|unlock 🔓|closed_lock_with_key 🔐|key 🔑|shield 🛡️|mag 🔍|mag_right 🔎|bulb 💡|wrench 🔧|hammer_and_wrench 🛠️|gear ⚙️|toolbox 🧰|package 📦|electric_plug 🔌|battery 🔋
bust_in_silhouette 👤|busts_in_silhouette 👥|family 👪|people_holding_hands 🧑‍🤝‍🧑|cop 👮|police_officer 👮|male-police-officer 👮‍♂️|female-police-officer 👮‍♀️|firefighter 🧑‍🚒|health_worker 🧑‍⚕️|teacher 🧑‍🏫|detective 🕵️|speaking_head_in_silhouette 🗣️|ear 👂|eyes 👀|brain 🧠
house 🏠|house_with_garden 🏡|hospital 🏥|school 🏫|office 🏢|church ⛪|classical_building 🏛️|ambulance 🚑|fire_engine 🚒|police_car 🚓|rotating_light 🚨|helicopter 🚁|airplane ✈️|car 🚗|bus 🚌|world_map 🗺️|compass 🧭|globe_with_meridians 🌐
sunny ☀️|partly_sunny ⛅|cloud ☁️|rain_cloud 🌧️|snowflake ❄️|sunrise 🌅|crescent_moon 🌙|star ⭐|sparkles ✨|fire 🔥|droplet 💧|zap ⚡
coffee ☕|tea 🍵|bed 🛏️|walking 🚶|person_in_lotus_position 🧘|medical_symbol ⚕️|adhesive_bandage 🩹|stethoscope 🩺|pill 💊|reminder_ribbon 🎗️|ribbon 🎀|medal 🏅|dart 🎯|jigsaw 🧩|compression 🗜️|robot_face 🤖
arrow_right ➡️|arrow_left ⬅️|arrow_up ⬆️|arrow_down ⬇️|arrow_forward ▶️|arrow_backward ◀️|arrows_counterclockwise 🔄|leftwards_arrow_with_hook ↩️|arrow_right_hook ↪️|repeat 🔁|fast_forward ⏩|double_vertical_bar ⏸️|black_square_for_stop ⏹️|heavy_plus_sign ➕|heavy_minus_sign ➖|new 🆕|sos 🆘|free 🆓|ok 🆗|one 1️⃣|two 2️⃣|three 3️⃣|four 4️⃣|five 5️⃣|six 6️⃣|seven 7️⃣|eight 8️⃣|nine 9️⃣|zero 0️⃣|keycap_ten 🔟|hash #️⃣
`;

const known = new Map(
  TABLE.trim()
    .split(/[|\n]/)
    .map((entry) => {
      const space = entry.lastIndexOf(" ");
      return [entry.slice(0, space), entry.slice(space + 1)];
    }),
);

export function emoji(name) {
  return known.get(name.replace(/::skin-tone-\d$/, ""));
}

/** Replaces :names: in plain text; unknown names stay as they are. */
export function withEmoji(text) {
  return String(text ?? "").replace(/:([a-z0-9_+-]+):/g, (whole, name) => emoji(name) || whole);
}
