// Reads the QR code of a receipt on this device, works out the public tag of the dossier and opens its page.
// The promise behind # is a secret: it is put into no address, no form and no request.
"use strict";
(() => {
  const form = document.getElementById("log-search"), room = document.getElementById("log-scan");
  if (!form || !room || !globalThis.crypto || !crypto.subtle) return;
  const said = document.getElementById("log-said"), video = document.getElementById("log-video");
  const say = text => { said.textContent = text; };

  async function tagOf(text) {
    const encoded = text.trim().split("#").pop().replace(/-/g, "+").replace(/_/g, "/");
    let data;
    try { data = Uint8Array.from(atob(encoded + "=".repeat((4 - encoded.length % 4) % 4)), c => c.charCodeAt(0)); } catch { return null; }
    if (data.length < 138 || data[0] !== 1) return null;
    const key = await crypto.subtle.importKey("raw", data.slice(1, 33), {name: "HMAC", hash: "SHA-256"}, false, ["sign"]);
    const mac = new Uint8Array(await crypto.subtle.sign("HMAC", key, new TextEncoder().encode("motcua/tag/1"))).slice(0, 16);
    return btoa(String.fromCharCode(...mac)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  }
  async function open(text) {
    const tag = await tagOf(text);
    if (!tag) { say(room.dataset.other); return false; }
    location.assign(form.dataset.life.replace("TAG", tag));
    return true;
  }
  form.addEventListener("submit", event => {
    const typed = form.elements.tim.value;
    if (!typed.includes("#") && typed.trim().length <= 100) return;
    event.preventDefault();
    form.elements.tim.value = "";
    open(typed);
  });

  // The browser's own reader where it has one, else jsQR, which is fetched from here only then.
  let reading = null;
  function reader() {
    reading ??= (async () => {
      if ("BarcodeDetector" in globalThis) {
        const formats = await BarcodeDetector.getSupportedFormats().catch(() => []);
        if (formats.includes("qr_code")) {
          const detector = new BarcodeDetector({formats: ["qr_code"]});
          return async source => (await detector.detect(source))[0]?.rawValue ?? null;
        }
      }
      await new Promise((done, failed) => {
        const script = document.createElement("script");
        script.src = room.dataset.jsqr; script.onload = done; script.onerror = failed;
        document.head.append(script);
      });
      return async source => {
        const wide = source.videoWidth || source.width, high = source.videoHeight || source.height;
        const scale = Math.min(1, 1600 / Math.max(wide, high));
        const canvas = document.createElement("canvas");
        canvas.width = Math.round(wide * scale); canvas.height = Math.round(high * scale);
        const pen = canvas.getContext("2d", {willReadFrequently: true});
        pen.drawImage(source, 0, 0, canvas.width, canvas.height);
        const seen = pen.getImageData(0, 0, canvas.width, canvas.height);
        return jsQR(seen.data, seen.width, seen.height)?.data ?? null;
      };
    })();
    return reading;
  }
  document.getElementById("log-picture").addEventListener("change", async event => {
    const file = event.target.files[0];
    if (!file) return;
    try {
      const text = await (await reader())(await createImageBitmap(file));
      if (text) await open(text); else say(room.dataset.none);
    } catch { say(room.dataset.none); }
  });
  document.getElementById("log-camera").addEventListener("click", async () => {
    let stream;
    try { stream = await navigator.mediaDevices.getUserMedia({video: {facingMode: "environment"}}); } catch { say(room.dataset.camera); return; }
    video.srcObject = stream; video.hidden = false;
    await video.play();
    const read = await reader();
    const look = async () => {
      const text = await read(video).catch(() => null);
      if (text && await open(text)) { stream.getTracks().forEach(track => track.stop()); return; }
      setTimeout(look, 200);
    };
    look();
  });
  room.hidden = false;
})();
