// What the manual calls things, in each language.
export const WORDS = {
  en: {
    setup: "Company setup", users: "Users", clients: "Clients", specialists: "Specialists", new: "New", save: "Save",
    client: ["Details", "Address", "Additional", "Companies", "Groups", "Services", "Feedback"],
    specialist: ["Details", "Address", "Additional", "Groups", "Roles", "Feedback", "Shifts", "Integration tokens"],
    culture: "Culture", location: "Location", geolocation: "Geolocation", since: "Since", until: "Until", calendar: "Calendar",
    mode: "Associate mode", associate: "Associate", disassociate: "Disassociate", export: "Export format", import: "Import format",
    revoke: "Revoke", copy: "Copy", notifications: "Notifications", pending: "Pending", completed: "Completed", importing: "Import",
  },
  es: {
    setup: "Configuración de la empresa", users: "Usuarios", clients: "Clientes", specialists: "Especialistas", new: "Nuevo", save: "Guardar",
    client: ["Detalles", "Dirección", "Adicionales", "Compañías", "Grupos", "Servicios", "Retroalimentación"],
    specialist: ["Detalles", "Dirección", "Adicionales", "Grupos", "Roles", "Retroalimentación", "Turnos", "Tokens de integración"],
    culture: "Cultura", location: "Ubicación", geolocation: "Geolocalización", since: "Desde", until: "Hasta", calendar: "Calendario",
    mode: "Modo asociar", associate: "Asociar", disassociate: "Desasociar", export: "Formato de exportación", import: "Importar formato",
    revoke: "Revocar", copy: "Copiar", notifications: "Notificaciones", pending: "Pendiente", completed: "Completado", importing: "Importar",
  },
  pt: {
    setup: "Configuração da empresa", users: "Usuários", clients: "Clientes", specialists: "Especialistas", new: "Novo", save: "Salvar",
    client: ["Detalhes", "Endereço", "Adicional", "Empresas", "Grupos", "Serviços", "Realimentação"],
    specialist: ["Detalhes", "Endereço", "Adicional", "Grupos", "Papéis", "Realimentação", "Turnos", "Tokens de integração"],
    culture: "Cultura", location: "Localização", geolocation: "Geolocalização", since: "Desde", until: "Até", calendar: "Calendário",
    mode: "Modo associado", associate: "Associar", disassociate: "Desassociar", export: "Formato de exportação", import: "Importar formato",
    revoke: "Revogar", copy: "Copiar", notifications: "Notificações", pending: "Pendente", completed: "Concluído", importing: "Importar",
  },
};
