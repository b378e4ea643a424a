// Runs before the first paint, so that a chosen theme never flashes in the other one.
const kept = localStorage.getItem("simulator-theme");
if (kept) document.documentElement.dataset.theme = kept;
