// The page behind a link from an e-mail: what the link carries stands behind `#`, where only the browser sees it. It
// goes on as a form, and out of the address and the history.
export function startLink() {
  const form = document.querySelector("form[data-link]");
  const secret = location.hash.slice(1);
  if (!form || !secret) return;
  form.elements.secret.value = decodeURIComponent(secret);
  history.replaceState(null, "", location.pathname);
  form.submit();
}
