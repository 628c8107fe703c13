// Fills the position into the form when the visitor asks for it and the browser allows it.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  for (const form of document.querySelectorAll("form[data-near]")) {
    form.addEventListener("submit", (event) => {
      if (form.elements.lat.value) return;
      event.preventDefault();
      const refused = () => (form.querySelector("[data-near-words]").textContent = form.dataset.refused);
      if (!navigator.geolocation) return refused();
      navigator.geolocation.getCurrentPosition(({ coords }) => {
        form.elements.lat.value = coords.latitude.toFixed(4);
        form.elements.lon.value = coords.longitude.toFixed(4);
        delete form.dataset.sent;
        form.requestSubmit();
      }, refused, { timeout: 10000, maximumAge: 300000 });
    });
  }
});
