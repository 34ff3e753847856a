'use strict';
const spec = JSON.parse(document.getElementById('spec').textContent);
const say = {
  send: { id: 'Coba', en: 'Try it' }, param: { id: 'Parameter', en: 'Parameters' }, body: { id: 'Isi', en: 'Body' },
  reply: { id: 'Balasan', en: 'Response' }, need: { id: 'wajib', en: 'required' }, failed: { id: 'Gagal: ', en: 'Failed: ' },
};
let lang = (navigator.language || 'id').startsWith('en') ? 'en' : 'id';
const byID = id => document.getElementById(id);

function el(tag, attributes, ...children) {
  const e = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) e.setAttribute(name, value);
  e.append(...children.filter(c => c !== undefined && c !== null));
  return e;
}

// prose returns the text's nodes, with its **strong** and `code` parts marked up.
function prose(text) {
  return (text || '').split(/(\*\*[^*]+\*\*|`[^`]+`)/).map(part =>
    part.startsWith('**') ? el('strong', {}, part.slice(2, -2)) :
      part.length > 1 && part.startsWith('`') ? el('code', {}, part.slice(1, -1)) : part);
}

function deref(s) {
  while (s && s.$ref) s = s.$ref.slice(2).split('/').reduce((at, name) => at[name], spec);
  return s || {};
}

function typeOf(s) {
  s = deref(s);
  if (s.enum) return s.enum.join(' | ');
  if (s.type === 'array') return typeOf(s.items) + '[]';
  return [s.type, s.format].filter(Boolean).join(' ') + (s.maxLength ? ' ≤ ' + s.maxLength : '');
}

function rows(schema, depth, prefix) {
  const s = deref(schema), out = [];
  for (const [name, member] of Object.entries(s.properties || {})) {
    const m = deref(member), need = (s.required || []).includes(name) ? say.need[lang] : '';
    out.push(el('tr', {}, el('td', {}, el('code', {}, prefix + name)), el('td', {}, typeOf(member)), el('td', {}, need),
      el('td', {}, ...prose(m.description))));
    const inner = m.type === 'array' ? deref(m.items) : m;
    if (inner.properties && depth < 3) out.push(...rows(inner, depth + 1, prefix + name + (m.type === 'array' ? '[].' : '.')));
  }
  return out;
}

function table(list) { return el('table', {}, el('tbody', {}, ...list)); }

function exampleOf(schema) {
  const s = deref(schema);
  if (s.example !== undefined) return s.example;
  if (s.enum) return s.enum[0];
  if (s.type === 'array') return s.minItems ? [exampleOf(s.items)] : [];
  if (s.type === 'object') return Object.fromEntries((s.required || []).map(n => [n, exampleOf(s.properties[n])]));
  return { string: '', integer: 1, number: 0, boolean: false }[s.type];
}

async function send(op, form, reply) {
  let path = op.path, query = new URLSearchParams(), body;
  const headers = { 'Accept-Language': lang };
  const token = byID('token').value.trim(), receipt = byID('receipt').value.trim();
  if (op.permission === 'receipt') { if (receipt) headers['Audiensi-Receipt'] = receipt; }
  else if (op.permission !== 'public' && token) headers.Authorization = 'Bearer ' + token;
  for (const input of form.querySelectorAll('input[name]')) {
    const value = input.value.trim(), at = input.dataset.in;
    if (at === 'path') path = path.replace('{' + input.name + '}', encodeURIComponent(value));
    else if (value && at === 'header') headers[input.name] = value;
    else if (value) for (const one of input.dataset.list ? value.split(',') : [value]) query.append(input.name, one.trim());
  }
  const text = form.querySelector('textarea'), parts = form.querySelectorAll('[data-part]');
  if (parts.length) {
    body = new FormData();
    for (const p of parts) body.append(p.dataset.part, p.type === 'file' ? p.files[0] || '' : p.value.trim());
  }
  if (text) { body = text.value; headers['Content-Type'] = 'application/json'; }
  reply.hidden = false;
  reply.textContent = '…';
  try {
    const r = await fetch(path + (query.size ? '?' + query : ''), { method: op.method, headers, body, credentials: 'omit' });
    const raw = await r.text();
    let shown = raw;
    try { shown = JSON.stringify(JSON.parse(raw), null, 2); } catch { /* not JSON: as it came */ }
    const told = [...r.headers].filter(([n]) => ['etag', 'link', 'retry-after', 'x-request-id', 'idempotency-replayed'].includes(n));
    reply.textContent = r.status + ' ' + r.statusText + '\n' + told.map(h => h.join(': ')).join('\n') + '\n\n' + shown;
    if (op.spec.operationId === 'login' && r.ok) byID('token').value = JSON.parse(raw).token;
  } catch (e) { reply.textContent = say.failed[lang] + e.message; }
}

function partInputs(schema) {
  return Object.entries(deref(schema).properties).map(([name, member]) => {
    const input = el('input', { 'data-part': name, type: deref(member).format === 'binary' ? 'file' : 'text' });
    if (input.type === 'text') input.value = exampleOf(member);
    return el('label', {}, name, input);
  });
}

function tryForm(op, params, schema, isForm) {
  const form = el('form', {}), reply = el('pre', { class: 'reply', role: 'status', 'aria-live': 'polite' });
  reply.hidden = true;
  for (const p of params) {
    const s = deref(p.schema), input = el('input', { name: p.name, 'data-in': p.in, autocomplete: 'off' });
    if (s.type === 'array') input.dataset.list = '1';
    if (p.in === 'path') input.required = true;
    if (p.name === 'Idempotency-Key') input.value = crypto.randomUUID ? crypto.randomUUID() : String(Math.random()).slice(2).padEnd(12, '0');
    form.append(el('label', {}, p.name + ' (' + p.in + ')', input));
  }
  if (schema && isForm) form.append(...partInputs(schema));
  else if (schema) {
    const text = el('textarea', { spellcheck: 'false' });
    text.value = JSON.stringify(exampleOf(schema), null, 2);
    form.append(el('label', {}, say.body[lang], text));
  }
  form.append(el('button', { type: 'submit' }, say.send[lang]));
  form.addEventListener('submit', e => { e.preventDefault(); send(op, form, reply); });
  return [form, reply];
}

function content(op) {
  const params = (op.spec.parameters || []).map(deref), box = el('div', {});
  const bodies = op.spec.requestBody ? deref(op.spec.requestBody).content : {}, isForm = 'multipart/form-data' in bodies;
  const schema = (Object.values(bodies)[0] || {}).schema;
  box.append(el('p', {}, ...prose(op.spec.description)));
  if (params.length) box.append(el('h3', {}, say.param[lang]), table(params.map(p => el('tr', {}, el('td', {}, el('code', {}, p.name)),
    el('td', {}, p.in), el('td', {}, typeOf(p.schema)), el('td', {}, p.required ? say.need[lang] : ''), el('td', {}, ...prose(p.description))))));
  if (schema) box.append(el('h3', {}, say.body[lang]), table(rows(schema, 0, '')));
  for (const [status, r] of Object.entries(op.spec.responses)) {
    const json = (deref(r).content || {})['application/json'];
    box.append(el('h3', {}, say.reply[lang] + ' ' + status + ': ' + deref(r).description));
    if (json) box.append(table(rows(json.schema, 0, '')));
  }
  box.append(...tryForm(op, params, schema, isForm));
  return box;
}

function operation(op) {
  const other = lang === 'id' ? op.spec.summary : op.spec['x-summary-id'];
  const name = lang === 'id' ? op.spec['x-summary-id'] : op.spec.summary;
  const d = el('details', { id: op.spec.operationId }, el('summary', {}, el('span', { class: 'perm' }, op.permission),
    el('span', { class: 'method' }, op.method), el('code', {}, op.path), ' ' + name + ' ', el('small', {}, '(' + other + ')')));
  d.addEventListener('toggle', () => { if (d.open && d.children.length === 1) d.append(content(op)); });
  return d;
}

function show() {
  document.documentElement.lang = lang;
  byID('lang').value = lang;
  for (const e of document.querySelectorAll('[data-id]')) e.textContent = e.dataset[lang];
  byID('about').replaceChildren(...prose(spec.info.description));
  const wanted = byID('search').value.toLowerCase(), list = byID('list');
  list.replaceChildren();
  for (const tag of spec.tags) {
    const section = el('section', {}, el('h2', {}, tag.name), el('p', {}, tag.description));
    for (const [path, item] of Object.entries(spec.paths)) {
      for (const [method, one] of Object.entries(item)) {
        const text = (path + one.summary + one['x-summary-id'] + one.operationId).toLowerCase();
        if ((one.tags || []).includes(tag.name) && text.includes(wanted))
          section.append(operation({ path, method: method.toUpperCase(), spec: one, permission: one['x-permission'] }));
      }
    }
    if (section.querySelector('details')) list.append(section);
  }
}

byID('lang').addEventListener('change', e => { lang = e.target.value; show(); });
byID('search').addEventListener('input', show);
show();
