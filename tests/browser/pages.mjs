// Every page of the console, by the door that it stands behind. A door of the route table that is missing here fails
// the tests that walk over all pages.
import * as ground from "./ground.mjs";

/** A page whose tabs, as far as they are open, are all looked at. */
const withTabs = (path) => ({ path, tabs: true });
/** A page that is seen by somebody else: `nobody`, or a colleague whom `ground.mjs` makes. */
const seenBy = (as, path, status = 200) => ({ path, as, status });
/** A door that answers no page, and why. */
const none = (reason) => () => ({ none: reason });
const file = none("a file");
const fragment = none("a part of a page");
const onwards = none("leads to another page");

const NOBODY = "01a20a46-0000-7000-8000-000000000000";
const EVERYBODY = 'all=true&filter={"active":true}';

const people = {
  lay: ground.people,
  doors: {
    "/users/{category}": () => [
      "users/clients",
      "users/specialists",
      "users/clients?view=none&culture=es&email=any&sort=-changed",
      "users/clients?search=nobody-of-this-name",
      seenBy("viewer", "users/clients"),
      seenBy("viewer", "users/specialists"),
    ],
    "/users/{category}/new": () => ["users/clients/new", "users/clients/new?tab=address", "users/specialists/new"],
    "/users/{category}/look-up": () => ["users/clients/look-up", "users/clients/look-up?search=nobody"],
    "/users/{category}/{id}": ({ client, specialist, worker }) => [
      withTabs(client),
      withTabs(specialist),
      `${worker}?tab=shifts&month=2031-03`,
      `users/clients/${NOBODY}`,
      seenBy("viewer", client),
    ],
    "/users/{category}/{id}/groups": ({ client }) => [`${client}/groups`],
    "/users/{category}/{id}/companies": ({ client }) => [`${client}/companies`],
    "/users/{category}/{id}/services": ({ client }) => [`${client}/services`],
    "/users/{category}/{id}/roles": ({ specialist }) => [`${specialist}/roles`],
    "/users/{category}/{id}/shifts/new": ({ worker }) => [`${worker}/shifts/new`],
    "/users/{category}/{id}/tokens/new": ({ specialist }) => [`${specialist}/tokens/new`],
    "/users/{category}/{id}/files/{field}": file,
    "/shifts/{id}": ({ shift }) => [shift],
    "/shifts/{id}/delete": ({ shift }) => [`${shift}/delete`],
    "/users/{category}/filter": () => ["users/clients/filter?culture=es", "users/specialists/filter"],
    "/users/{category}/columns": () => ["users/clients/columns", "users/specialists/columns"],
    "/users/{category}/views/new": () => ["users/clients/views/new?culture=es"],
    "/users/{category}/views/{id}": onwards,
    "/users/{category}/views/{id}/edit": ({ view }) => [`${view}/edit`],
    "/users/{category}/changes/new": () =>
      ["activate", "deactivate", "delete", "associate", "disassociate", "add-to-group"].map(
        (action) => `users/clients/changes/new?action=${action}&${EVERYBODY}`,
      ),
    "/users/{category}/changes/count": fragment,
    "/changes/{id}": ({ change }) => [change],
    "/users/{category}/associate": () => [
      "users/clients/associate",
      "users/specialists/associate?show=others",
      "users/clients/associate?show=members&search=nothing-of-the-kind",
    ],
    "/users/{category}/deleted": () => ["users/clients/deleted", "users/specialists/deleted"],
    "/photos/{id}": file,
    "/places": fragment,
    "/places/at": fragment,
    "/places/labels": fragment,
    "/sign-in": () => [seenBy("nobody", "sign-in"), seenBy("nobody", "sign-in?culture=pt&next=%2Ft%2Fdemo%2Froles")],
    "/forgot-password": () => [seenBy("nobody", "forgot-password"), seenBy("nobody", "forgot-password?culture=es")],
    "/password-link": () => [seenBy("nobody", "password-link")],
    "/new-password": () => ["new-password", seenBy("newcomer", "users/clients")],
    "/": () => ["", seenBy("viewer", ""), seenBy("powerless", "", 403), seenBy("viewer", "roles", 403), "no-such-page"],
    "outside /": onwards,
    "outside /healthz": none("for machines"),
    "outside /readyz": none("for machines"),
    "outside /assets/{version}/{*name}": file,
  },
};

const setup = {
  lay: ground.setup,
  doors: {
    "/groups": () => ["groups?kind=client", "groups?kind=specialist", "groups?search=nothing-of-the-kind"],
    "/groups/new": () => ["groups/new?kind=client"],
    "/groups/{id}": ({ group, team }) => [withTabs(group), withTabs(team), `groups/${NOBODY}`],
    "/groups/{id}/delete": ({ team }) => [`${team}/delete`],
    "/groups/{id}/members/new": ({ team }) => [`${team}/members/new`],
    "/locations": () => ["locations", "locations?search=nothing-of-the-kind"],
    "/locations/new": () => ["locations/new"],
    "/locations/choices": fragment,
    "/locations/import": () => ["locations/import"],
    "/locations/{id}": ({ location }) => [withTabs(location)],
    "/locations/{id}/delete": ({ location }) => [`${location}/delete`],
    ...companies("companies", "company"),
    ...companies("suppliers", "supplier"),
    "/services": () => ["services", "services?search=nothing-of-the-kind"],
    "/services/new": () => ["services/new"],
    "/services/{id}": ({ service }) => [withTabs(service)],
    "/services/{id}/delete": ({ service }) => [`${service}/delete`],
    "/services/{id}/clients/new": ({ service }) => [`${service}/clients/new`],
    "/services/{id}/companies": ({ service }) => [`${service}/companies`],
    "/calendars": () => ["calendars", "calendars?search=nothing-of-the-kind"],
    "/calendars/new": () => ["calendars/new"],
    "/calendars/{id}": ({ calendar }) => [withTabs(calendar)],
    "/calendars/{id}/delete": ({ calendar }) => [`${calendar}/delete`],
    "/roles": () => ["roles", "roles?search=nothing-of-the-kind"],
    "/roles/new": () => ["roles/new"],
    "/roles/{id}": ({ role }) => [withTabs(role)],
    "/roles/{id}/delete": ({ role }) => [`${role}/delete`],
    "/roles/{id}/people/new": ({ role }) => [`${role}/people/new`],
    "/roles/{id}/groups": ({ role }) => [`${role}/groups`],
    "/tokens": () => ["tokens", "tokens?search=nothing-of-the-kind"],
    "/projects": () => ["projects"],
    "/projects/new": () => ["projects/new"],
    "/projects/{id}": ({ project }) => [withTabs(project)],
    "/projects/{id}/delete": ({ project }) => [`${project}/delete`],
  },
};

function companies(list, name) {
  return {
    [`/${list}`]: () => [list, `${list}?search=nothing-of-the-kind`],
    [`/${list}/new`]: () => [`${list}/new`],
    [`/${list}/import`]: () => [`${list}/import`],
    [`/${list}/import/format`]: file,
    [`/${list}/export`]: file,
    [`/${list}/{id}`]: (found) => [withTabs(found[name])],
    [`/${list}/{id}/delete`]: (found) => [`${found[name]}/delete`],
    [`/${list}/{id}/clients/new`]: (found) => [`${found[name]}/clients/new`],
    [`/${list}/{id}/services`]: (found) => [`${found[name]}/services`],
  };
}

const work = {
  lay: ground.work,
  doors: {
    "/users/{category}/import": () => ["users/clients/import", "users/specialists/import"],
    "/users/{category}/export": () => ["users/clients/export", "users/specialists/export"],
    "/imports": () => ["imports"],
    "/imports/{id}": ({ skipped, reviewed, broken }) => [skipped, reviewed, broken],
    "/imports/{id}/errors": file,
    "/imports/{id}/mapping": ({ mapped }) => [`${mapped}/mapping`],
    "/users/{category}/import-mappings": () => ["users/clients/import-mappings"],
    "/imports/{id}/review": ({ reviewed }) => [`${reviewed}/review`],
    "/exports": () => ["exports"],
    "/exports/{id}/file": file,
    "/notifications": () => ["notifications"],
    "/notifications/stream": none("a stream"),
    "/notifications/{id}": onwards,
    "/plugins": () => ["plugins"],
    "/plugins/-/new": () => ["plugins/-/new"],
    "/plugins/-/publishers": () => ["plugins/-/publishers"],
    "/plugins/{plugin}": () => [
      withTabs("plugins/additional-fields"),
      withTabs("plugins/password-policy"),
      withTabs("plugins/strict-passwords"),
    ],
    "/plugins/{plugin}/versions/{id}": ({ version }) => [version],
    "/plugins/{plugin}/settings": () => ["plugins/location-autofill/settings", "plugins/password-policy/settings?as=json"],
    "/plugins/{plugin}/settings/versions": () => ["plugins/additional-fields/settings/versions"],
    "/additional-fields": () => ["client", "specialist", "company", "supplier"].map((concept) => `additional-fields?concept=${concept}`),
    "/additional-fields/-/definitions": file,
    "/additional-fields/-/import": () => ["additional-fields/-/import"],
    "/additional-fields/-/catalogs": () => ["additional-fields/-/catalogs"],
    "/additional-fields/-/catalogs/-new": () => ["additional-fields/-/catalogs/-new"],
    "/additional-fields/-/catalogs/{catalog}": () => ["additional-fields/-/catalogs/territories"],
    "/additional-fields/-/catalogs/{catalog}/delete": () => ["additional-fields/-/catalogs/territories/delete"],
    "/additional-fields/{concept}/-new": () => ["additional-fields/client/-new"],
    "/additional-fields/{concept}/{key}": () => [
      withTabs("additional-fields/client/segment"),
      withTabs("additional-fields/client/territory"),
    ],
    "/additional-fields/{concept}/{key}/delete": () => ["additional-fields/client/notes/delete"],
    "/additional-fields/{concept}/{key}/uses": fragment,
  },
};

/** The parts in which the pages are walked, each on a server of its own. */
export const PARTS = { people, setup, work };

/** What the table does not know yet, and what it names that is no more. */
export function differences(doors) {
  const known = Object.values(PARTS).flatMap((part) => Object.keys(part.doors));
  const wanted = doors.map((door) => (door.startsWith("/t/{tenant}") ? door.slice("/t/{tenant}".length) || "/" : `outside ${door}`));
  return {
    missing: wanted.filter((door) => !known.includes(door)),
    gone: known.filter((door) => !wanted.includes(door)),
  };
}
