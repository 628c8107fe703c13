// Works one draw again: verifies each beacon's VRF proof (RFC 9381, ECVRF-EDWARDS25519-SHA512-TAI), then seed,
// weights and landing of motcua/assign/v1. Hashes are WebCrypto's, curve arithmetic is plain integers.
"use strict";
(() => {
  const room = document.getElementById("log-replay"), data = document.getElementById("log-draw");
  if (!room || !data || !globalThis.crypto || !crypto.subtle) return;
  const P = 2n ** 255n - 19n, Q = 2n ** 252n + 27742317777372353535851937790883648493n;
  const mod = a => { const r = a % P; return r < 0n ? r + P : r; };
  const pow = (b, e) => { let r = 1n; for (b = mod(b); e > 0n; e >>= 1n) { if (e & 1n) r = r * b % P; b = b * b % P; } return r; };
  const D = mod(-121665n * pow(121666n, P - 2n)), I = pow(2n, (P - 1n) / 4n), ZERO = [0n, 1n, 1n, 0n];
  const add = (a, b) => {
    const l = (a[1] - a[0]) * (b[1] - b[0]), r = (a[1] + a[0]) * (b[1] + b[0]), c = 2n * a[3] * b[3] % P * D, d = 2n * a[2] * b[2];
    const e = mod(r - l), f = mod(d - c), g = mod(d + c), h = mod(r + l);
    return [e * f % P, g * h % P, f * g % P, e * h % P];
  };
  const times = (s, p) => { let r = ZERO; for (; s > 0n; s >>= 1n) { if (s & 1n) r = add(r, p); p = add(p, p); } return r; };
  const negative = p => [mod(-p[0]), p[1], p[2], mod(-p[3])];
  const cleared = p => times(8n, p);
  const little = bytes => bytes.reduceRight((n, v) => n << 8n | BigInt(v), 0n);
  const cat = (...parts) => Uint8Array.from(parts.flatMap(part => [...part]));
  const enc = text => new TextEncoder().encode(text);
  const hex = bytes => [...bytes].map(v => v.toString(16).padStart(2, "0")).join("");
  const raw = text => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/") + "=".repeat((4 - text.length % 4) % 4)), c => c.charCodeAt(0));
  const sha = async (name, bytes) => new Uint8Array(await crypto.subtle.digest(name, bytes));
  function decode(bytes) {
    let y = little(bytes); const sign = y >> 255n; y &= 2n ** 255n - 1n;
    if (bytes.length !== 32 || y >= P) throw new Error("not a canonical point");
    const u = mod(y * y - 1n), v = mod(D * y * y + 1n), v3 = v * v % P * v % P;
    let x = u * v3 % P * pow(u * v3 % P * v3 % P * v % P, (P - 5n) / 8n) % P;
    if (v * x % P * x % P !== u) x = x * I % P;
    if (v * x % P * x % P !== u || (x === 0n && sign)) throw new Error("not a point of the curve");
    if ((x & 1n) !== sign) x = P - x;
    return [x, y, 1n, x * y % P];
  }
  function encode(p) {
    const z = pow(p[2], P - 2n); let n = p[1] * z % P | (p[0] * z % P & 1n) << 255n;
    return Uint8Array.from({length: 32}, () => { const v = Number(n & 255n); n >>= 8n; return v; });
  }
  const BASE = decode(Uint8Array.from([0x58, ...Array(31).fill(0x66)]));
  async function curve(key, alpha) {
    for (let n = 0; n < 256; n++) {
      const digest = await sha("SHA-512", cat([3, 1], key, alpha, [n, 0]));
      try { const p = cleared(decode(digest.slice(0, 32))); if (p[0]) return p; } catch { continue; }
    }
    throw new Error("no point found");
  }
  async function output(key, alpha, proof) {
    if (proof.length !== 80) throw new Error("a proof has 80 bytes");
    const y = decode(key), order = times(Q, y), gamma = decode(proof.slice(0, 32));
    if (order[0] || order[1] !== order[2] || !y[0]) throw new Error("the beacon's key is not of full prime order");
    const c = little(proof.slice(32, 48)), s = little(proof.slice(48)), h = await curve(key, alpha);
    if (s >= Q) throw new Error("s is not below the order of the group");
    const u = add(times(s, BASE), times(c, negative(y))), v = add(times(s, h), times(c, negative(gamma))), eight = cleared(gamma);
    if (!eight[0]) throw new Error("the point of the proof has low order");
    const again = await sha("SHA-512", cat([3, 2], key, encode(h), proof.slice(0, 32), encode(u), encode(v), [0]));
    if (hex(again.slice(0, 16)) !== hex(proof.slice(32, 48))) throw new Error("the beacon's proof is wrong");
    return sha("SHA-512", cat([3, 3], encode(eight), [0]));
  }
  function weigh(rows) {
    const sum = at => rows.reduce((n, row) => n + BigInt(row[at]), 0n), days = sum(3);
    const prior = days ? 10000n * sum(2) / days : 0n;
    const load = rows.map(row => (BigInt(row[2]) + prior) * 20000n / (BigInt(row[3]) + 10000n));
    const least = load.reduce((a, b) => b < a ? b : a);
    const weights = rows.map((row, at) => { const steps = (load[at] - least) / 2000n; return BigInt(row[1]) << 10n - (steps < 10n ? steps : 10n); });
    if (weights.length > 1) {
      const total = weights.reduce((a, b) => a + b), top = weights.reduce((best, w, at) => w > weights[best] ? at : best, 0);
      if (weights[top] > total - weights[top]) weights[top] = total - weights[top];
    }
    return weights;
  }
  async function work(draw, say) {
    const alpha = await sha("SHA-256", cat(enc("motcua/beacon/v1\n"), enc(draw.body)));
    say(`alpha = ${hex(alpha)}`);
    const betas = [];
    for (const [key, proof] of draw.beacons) {
      betas.push(await output(raw(key), alpha, raw(proof)));
      say(`✓ beta ${betas.length} = ${hex(betas.at(-1))}`);
    }
    const attempt = [draw.attempt >>> 24, draw.attempt >>> 16 & 255, draw.attempt >>> 8 & 255, draw.attempt & 255];
    const seed = (await sha("SHA-512", cat(enc("motcua/assign/v1\0"), [betas.length], ...betas, raw(draw.leaf), attempt))).slice(0, 32);
    say(`seed = ${hex(seed)}`);
    const weights = weigh(draw.officers), total = weights.reduce((a, b) => a + b);
    let left = BigInt("0x" + hex(seed)) * total >> 256n, at = 0;
    say(`r = ${left} / ${total}`);
    while (left >= weights[at]) left -= weights[at++];
    return draw.officers[at][0];
  }
  document.getElementById("log-replay-go").addEventListener("click", async () => {
    const said = document.getElementById("log-replay-said"), steps = document.getElementById("log-replay-steps");
    const say = text => { const li = document.createElement("li"); li.textContent = text; steps.append(li); };
    steps.replaceChildren(); said.textContent = room.dataset.working;
    try {
      const draw = JSON.parse(data.textContent), winner = await work(draw, say);
      const right = !draw.named || draw.sticky || winner === draw.named;
      said.textContent = `${right ? "✓ " + room.dataset.right : "✗ " + room.dataset.wrong} ${winner}`;
    } catch (error) { said.textContent = `✗ ${room.dataset.wrong} ${error.message}`; }
  });
  room.hidden = false;
})();
