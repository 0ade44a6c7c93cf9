// The numbered sentences of the administrator's manual, one after another, in one language: everything is where it was.
// node tests/browser/manual.mjs ADDRESS CULTURE
import process from "node:process";
import { check, eventually, inChromium } from "./chromium.mjs";
import { address, chooseCulture, field, newestCompleted, openTab, save, signIn, tab } from "./console.mjs";

const culture = process.argv[3] ?? "en";

/** What the manual calls things, in each language. */
const WORDS = {
  en: {
    setup: "Company setup", users: "Users", clients: "Clients", specialists: "Specialists", new: "New",
    client: ["Details", "Address", "Additional", "Companies", "Groups", "Services", "Feedback"],
    specialist: ["Details", "Address", "Additional", "Groups", "Roles", "Feedback", "Shifts", "Integration tokens"],
    culture: "Culture", location: "Location", geolocation: "Geolocation", since: "Since", until: "Until", calendar: "Calendar",
    associate: "Associate mode", export: "Export format", import: "Import format", revoke: "Revoke", copy: "Copy",
  },
  es: {
    setup: "Configuración de la empresa", users: "Usuarios", clients: "Clientes", specialists: "Especialistas", new: "Nuevo",
    client: ["Detalles", "Dirección", "Adicionales", "Compañías", "Grupos", "Servicios", "Retroalimentación"],
    specialist: ["Detalles", "Dirección", "Adicionales", "Grupos", "Roles", "Retroalimentación", "Turnos", "Tokens de integración"],
    culture: "Cultura", location: "Ubicación", geolocation: "Geolocalización", since: "Desde", until: "Hasta", calendar: "Calendario",
    associate: "Modo asociar", export: "Formato de exportación", import: "Importar formato", revoke: "Revocar", copy: "Copiar",
  },
  pt: {
    setup: "Configuração da empresa", users: "Usuários", clients: "Clientes", specialists: "Especialistas", new: "Novo",
    client: ["Detalhes", "Endereço", "Adicionais", "Empresas", "Grupos", "Serviços", "Realimentação"],
    specialist: ["Detalhes", "Endereço", "Adicionais", "Grupos", "Papéis", "Realimentação", "Turnos", "Tokens de integração"],
    culture: "Cultura", location: "Localização", geolocation: "Geolocalização", since: "Desde", until: "Até", calendar: "Calendário",
    associate: "Modo associado", export: "Formato de exportação", import: "Importar formato", revoke: "Revogar", copy: "Copiar",
  },
}[culture];
