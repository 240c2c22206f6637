// Enhances pages that work without it. Words shown to people come from data-* attributes only:
// the element's own, else its nearest ancestor's (the shells put the common ones on <body>).
(function () {
  'use strict';
  const doc = document;
  const root = doc.documentElement;
  root.classList.add('js');

  const all = (selector, within) => Array.from((within || doc).querySelectorAll(selector));
  const word = (element, name) => {
    const owner = element && element.closest('[data-' + name + ']');
    return owner ? owner.getAttribute('data-' + name) : '';
  };
  const make = (tag, className, text) => {
    const element = doc.createElement(tag);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  };
  const on = (type, selector, run) => doc.addEventListener(type, (event) => {
    const element = event.target.closest && event.target.closest(selector);
    if (element) run(element, event);
  });
  const submit = (form, button) => {
    if (form.requestSubmit) form.requestSubmit(button || undefined);
    else if (button) button.click();
    else form.submit();
  };

  // One polite voice for what changed without a page load.
  const voice = make('div', 'visually-hidden');
  voice.setAttribute('role', 'status');
  doc.body.appendChild(voice);
  const say = (text) => { voice.textContent = ''; setTimeout(() => { voice.textContent = text; }, 50); };

  // data-confirm="question" on a form or its button; data-confirm-yes, data-cancel.
  const ask = (source, button, yes) => {
    const question = source.getAttribute('data-confirm');
    const dialog = make('dialog', 'dialog');
    if (!dialog.showModal) { if (window.confirm(question)) yes(); return; }
    const actions = make('div', 'actions');
    const no = make('button', 'button', word(source, 'cancel'));
    const label = source.getAttribute('data-confirm-yes') || (button && button.textContent.trim()) || word(source, 'confirm-yes');
    const danger = button && button.classList.contains('danger');
    const go = make('button', 'button ' + (danger ? 'danger' : 'primary'), label);
    const text = make('p', '', question);
    text.id = 'confirm-question';
    dialog.setAttribute('aria-labelledby', text.id);
    actions.append(no, go);
    dialog.append(text, actions);
    doc.body.appendChild(dialog);
    dialog.addEventListener('close', () => dialog.remove());
    no.addEventListener('click', () => dialog.close());
    go.addEventListener('click', () => { dialog.close(); yes(); });
    dialog.showModal();
    no.focus();
  };

  // Forms: data-confirm, data-once (button off while it is sent, data-busy its text), data-guard (unsaved changes).
  let pressed = null;
  on('click', 'button, input[type=submit]', (button) => { pressed = button; });
  doc.addEventListener('submit', (event) => {
    const form = event.target;
    const button = event.submitter || (pressed && pressed.form === form ? pressed : null);
    const source = button && button.hasAttribute('data-confirm') ? button : form;
    if (source.hasAttribute('data-confirm') && !form.confirmed) {
      event.preventDefault();
      ask(source, button, () => { form.confirmed = true; submit(form, button); form.confirmed = false; });
      return;
    }
    if (form.getAttribute('aria-busy') === 'true') { event.preventDefault(); return; }
    form.changed = false;
    if (!form.hasAttribute('data-once')) return;
    form.setAttribute('aria-busy', 'true');
    // Later, so that the pressed button's own value is still sent.
    setTimeout(() => {
      const buttons = all('button:not([type=button]), input[type=submit]', form);
      buttons.forEach((each) => { each.wasDisabled = each.disabled; each.disabled = true; });
      const text = word(form, 'busy');
      if (button && button.tagName === 'BUTTON' && text) { button.said = button.textContent; button.textContent = text; say(text); }
    }, 0);
  });
  // Coming back with the browser's back button finds the form usable again.
  window.addEventListener('pageshow', (event) => {
    if (!event.persisted) return;
    all('form[aria-busy=true]').forEach((form) => {
      form.removeAttribute('aria-busy');
      all('button, input[type=submit]', form).forEach((each) => {
        if (each.said) each.textContent = each.said;
        if ('wasDisabled' in each) each.disabled = each.wasDisabled;
      });
    });
  });
  on('input', 'form[data-guard]', (form) => { form.changed = true; });
  window.addEventListener('beforeunload', (event) => {
    if (all('form[data-guard]').some((form) => form.changed)) { event.preventDefault(); event.returnValue = ''; }
  });
  on('change', '[data-autosubmit]', (element) => submit(element.form || element));

  // data-progress-url: JSON {done, total, state, text}; the page is loaded anew when state is in data-progress-end.
  all('[data-progress-url]').forEach((box) => {
    const bar = box.querySelector('progress');
    const text = box.querySelector('[data-progress-text]') || box.querySelector('p');
    const ends = (box.getAttribute('data-progress-end') || 'done failed').split(' ');
    let wait = 1000;
    const again = () => setTimeout(poll, wait);
    const poll = () => {
      if (doc.hidden) { again(); return; }
      fetch(box.getAttribute('data-progress-url'), { credentials: 'same-origin', headers: { Accept: 'application/json' } })
        .then((answer) => { if (!answer.ok) throw new Error(String(answer.status)); return answer.json(); })
        .then((now) => {
          wait = 1000;
          if (bar && now.total > 0) { bar.max = now.total; bar.value = now.done; } else if (bar) bar.removeAttribute('value');
          if (text && now.text && text.textContent !== now.text) text.textContent = now.text;
          if (ends.indexOf(now.state) >= 0) window.location.reload(); else again();
        })
        .catch(() => { wait = Math.min(wait * 2, 15000); again(); });
    };
    again();
  });

  // data-count beside maxlength.
  all('[data-count][maxlength]').forEach((field) => {
    const count = make('span', 'count');
    count.setAttribute('aria-hidden', 'true');
    const show = () => { count.textContent = field.value.length + ' / ' + field.maxLength; };
    field.after(count);
    field.addEventListener('input', show);
    show();
  });

  // data-preview on a file input; data-max-bytes with data-too-large. A canvas, so that CSP needs no blob:.
  on('change', 'input[type=file]', (input) => {
    const files = Array.from(input.files || []);
    const most = Number(input.getAttribute('data-max-bytes')) || Infinity;
    const large = files.some((file) => file.size > most);
    let error = input.parentNode.querySelector('.error[data-from-script]');
    input.setCustomValidity(large ? word(input, 'too-large') : '');
    if (large && !error) {
      error = make('p', 'error');
      error.setAttribute('data-from-script', '');
      error.setAttribute('role', 'alert');
      input.after(error);
    }
    if (error) { error.textContent = large ? word(input, 'too-large') : ''; error.hidden = !large; }
    if (large) input.setAttribute('aria-invalid', 'true'); else input.removeAttribute('aria-invalid');
    if (!input.hasAttribute('data-preview') || !window.createImageBitmap) return;
    let shelf = input.parentNode.querySelector('.upload');
    if (!shelf) { shelf = make('div', 'upload'); input.parentNode.appendChild(shelf); }
    shelf.textContent = '';
    files.slice(0, 12).filter((file) => file.type.indexOf('image/') === 0).forEach((file) => {
      createImageBitmap(file).then((image) => {
        const canvas = make('canvas');
        const side = Math.min(image.width, image.height);
        canvas.width = canvas.height = 192;
        canvas.setAttribute('role', 'img');
        canvas.setAttribute('aria-label', file.name);
        canvas.getContext('2d').drawImage(image, (image.width - side) / 2, (image.height - side) / 2, side, side, 0, 0, 192, 192);
        shelf.appendChild(canvas);
      }).catch(() => {});
    });
  });

  // data-copy="text"; data-copied is said and shown for a moment.
  on('click', '[data-copy]', (button) => {
    const text = button.getAttribute('data-copy');
    const done = () => {
      const copied = word(button, 'copied');
      if (!copied || button.before) return;
      button.before = button.textContent;
      button.textContent = copied;
      say(copied);
      setTimeout(() => { button.textContent = button.before; button.before = ''; }, 2000);
    };
    const old = () => {
      const area = make('textarea', 'visually-hidden');
      area.value = text;
      doc.body.appendChild(area);
      area.select();
      if (doc.execCommand('copy')) done();
      area.remove();
      button.focus();
    };
    if (navigator.clipboard && window.isSecureContext) navigator.clipboard.writeText(text).then(done, old); else old();
  });

  // Dialogs by data-dialog="id"; menus close by themselves; printing opens every explanation.
  const open = (id) => { const dialog = doc.getElementById(id); if (dialog && dialog.showModal && !dialog.open) dialog.showModal(); };
  all('[data-dialog]').forEach((button) => { button.hidden = false; });
  on('click', '[data-dialog]', (button) => open(button.getAttribute('data-dialog')));
  doc.addEventListener('click', (event) => all('details.menu[open]').forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; }));
  window.addEventListener('beforeprint', () => all('details.explain:not([open])').forEach((each) => { each.open = true; each.printed = true; }));
  window.addEventListener('afterprint', () => all('details.explain').forEach((each) => { if (each.printed) each.open = each.printed = false; }));

  // Keys: j k / ? can be turned off (WCAG 2.1.4); the arrows only work inside a row.
  let silent = false;
  try { silent = localStorage.getItem('keys') === 'off'; } catch (error) { silent = false; }
  all('[data-keys-off]').forEach((box) => {
    box.checked = silent;
    box.addEventListener('change', () => { silent = box.checked; try { localStorage.setItem('keys', silent ? 'off' : 'on'); } catch (error) { /* this page only */ } });
  });
  const move = (by) => {
    const rows = all('.table[data-keys] > tbody > tr');
    const at = rows.findIndex((row) => row.contains(doc.activeElement));
    const row = rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.max(0, Math.min(rows.length - 1, at + by))];
    if (!row) return false;
    row.tabIndex = -1;
    row.focus();
    row.scrollIntoView({ block: 'nearest' });
    return true;
  };
  doc.addEventListener('keydown', (event) => {
    const menu = doc.querySelector('details.menu[open]');
    if (event.key === 'Escape' && menu) { menu.open = false; menu.querySelector('summary').focus(); return; }
    const at = event.target;
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName) || at.isContentEditable || doc.querySelector('dialog[open]')) return;
    const inRow = at.closest && at.closest('.table[data-keys] > tbody > tr');
    const search = doc.querySelector('input[type=search]');
    if (inRow && event.key === 'Enter' && at === inRow) { const link = inRow.querySelector('a[href]'); if (link) link.click(); return; }
    let done = false;
    if (inRow && event.key === 'ArrowDown') done = move(1);
    else if (inRow && event.key === 'ArrowUp') done = move(-1);
    else if (silent) return;
    else if (event.key === 'j') done = move(1);
    else if (event.key === 'k') done = move(-1);
    else if (event.key === '/' && search) { search.focus(); search.select(); done = true; } else if (event.key === '?' && doc.getElementById('keys')) { open('keys'); done = true; }
    if (done) event.preventDefault();
  });

  // What is wrong, and where one is, come into view.
  const summary = doc.querySelector('.error-summary');
  if (summary) { summary.tabIndex = -1; summary.focus(); }
  all('.nav, .tabs').forEach((nav) => {
    const here = nav.querySelector('[aria-current]');
    if (here) nav.scrollLeft = here.offsetLeft - (nav.clientWidth - here.offsetWidth) / 2;
  });
}());
