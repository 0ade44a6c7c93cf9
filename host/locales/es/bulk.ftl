# Changes to many people.
bulk-amount = { $count ->
    [one] { $count } persona
   *[other] { $count } personas
}
bulk-amount-more = más de { $count } personas
bulk-everybody = todas las personas que coinciden
bulk-counting = Contando…
bulk-counted = Recuento: { $who }
bulk-bar = Personas elegidas
bulk-all = { $count ->
    [one] La única persona
   *[other] Las { $count } personas
}
bulk-all-found = Todas las que coinciden
bulk-clear = Quitar selección
bulk-activate = Activar
bulk-deactivate = Desactivar
bulk-associate = Asociar
bulk-associate-more = Asociar con…
bulk-disassociate = Desasociar
bulk-disassociate-here = Desasociar
bulk-add-to-group = Agregar al grupo
bulk-add-to-group-more = Agregar a un grupo…
bulk-delete = Eliminar
bulk-title-activate = Activar personas
bulk-title-deactivate = Desactivar personas
bulk-title-associate = Asociar con { $name }
bulk-title-disassociate = Desasociar de { $name }
bulk-title-add-to-group = Agregar al grupo { $name }
bulk-title-delete = Eliminar personas
bulk-ask-activate = ¿Activar a { $who }?
bulk-ask-deactivate = ¿Desactivar a { $who }?
bulk-ask-associate = ¿Asociar a { $who }?
bulk-ask-disassociate = ¿Desasociar a { $who } de { $name }?
bulk-ask-add-to-group = ¿Agregar a { $who } a un grupo?
bulk-ask-delete = ¿Eliminar a { $who }?
bulk-text-activate = Podrán iniciar sesión desde ahora. Quien ya está activo sigue igual.
bulk-text-deactivate = Su sesión termina de inmediato y ya no podrán iniciarla. Usted queda fuera de este cambio.
bulk-text-associate = Conservan los proyectos que tienen ahora.
bulk-text-disassociate = Salen de este proyecto y siguen en los demás. No se elimina a nadie.
bulk-text-add-to-group = Sus proyectos quedan como están.
bulk-text-delete = Se pueden restaurar durante { $days } días, con sus proyectos, grupos, roles y todo lo demás. Usted queda fuera de este cambio.
bulk-delete-tokens = Los tokens de integración dejan de funcionar de inmediato y no se recuperan.
bulk-type-number = Escriba { $count } para confirmar
bulk-type-name = Escriba el nombre del proyecto, { $name }, para confirmar
bulk-typed-wrong = Eso no es lo que se pide. Mire de nuevo de cuántas personas se trata.
bulk-project = Proyecto
bulk-group = Grupo
bulk-no-groups = Todavía no hay grupos. Cree uno primero.
bulk-no-projects = No hay otro proyecto. Cree uno primero.
bulk-nobody = No eligió a nadie. Marque las casillas de las personas.
bulk-nobody-text = No hay personas elegidas: elija primero.
bulk-begun = Continúa en segundo plano. La campana dice cuánto falta.
bulk-undoing = Se está deshaciendo. La campana dice cuánto falta.
bulk-undone = Deshecho
bulk-undone-text = { $count ->
    [one] { $count } persona está como antes.
   *[other] { $count } personas están como antes.
}
bulk-undone-conflicts = { $count } como antes; { $conflicts } no del todo, porque algo cambió desde entonces.
bulk-see-whom = Ver quiénes
bulk-cancelled = { $count ->
    [one] Se detuvo después de cambiar a { $count } persona.
   *[other] Se detuvo después de cambiar a { $count } personas.
}
bulk-failed = { $count ->
    [one] No se pudo terminar. Se cambió a { $count } persona.
   *[other] No se pudo terminar. Se cambió a { $count } personas.
}
bulk-changed = { $count ->
    [one] { $count } persona cambiada.
   *[other] { $count } personas cambiadas.
}
bulk-done-activate = { $count ->
    [one] { $count } persona activada.
   *[other] { $count } personas activadas.
}
bulk-done-deactivate = { $count ->
    [one] { $count } persona desactivada.
   *[other] { $count } personas desactivadas.
}
bulk-done-associate = { $count ->
    [one] { $count } persona asociada con { $name }.
   *[other] { $count } personas asociadas con { $name }.
}
bulk-done-disassociate = { $count ->
    [one] { $count } persona desasociada de { $name }.
   *[other] { $count } personas desasociadas de { $name }.
}
bulk-done-add-to-group = { $count ->
    [one] { $count } persona agregada a { $name }.
   *[other] { $count } personas agregadas a { $name }.
}
bulk-done-delete = { $count ->
    [one] { $count } persona eliminada.
   *[other] { $count } personas eliminadas.
}
bulk-unchanged = { $count ->
    [one] { $count } no necesitaba cambios.
   *[other] { $count } no necesitaban cambios.
}
bulk-oneself = Usted quedó fuera.
bulk-conflicts = No se pudo dejar como antes
bulk-conflicts-more = { $count ->
    [one] Y { $count } más.
   *[other] Y { $count } más.
}
bulk-conflict-touched = Alguien cambió a esta persona desde entonces. Queda como está.
bulk-conflict-gone = Esta persona está eliminada.
bulk-conflict-target = El proyecto o grupo ya no existe.
bulk-conflict-username = Otra persona tiene ahora el nombre de usuario { $name }.
bulk-conflict-external-id = Otra persona tiene ahora el ID externo { $name }.
bulk-conflict-without = Está de nuevo, sin lo que ya no existe: { $names }.
bulk-fact-changed = Cambiadas
bulk-fact-looked-at = Revisadas
bulk-fact-asked = Solicitado
bulk-fact-finished = Terminado
bulk-undo-text = Deshacer deja como antes a quien nadie cambió desde entonces, y lista a los demás.
bulk-conflict-email = Otra persona tiene ahora el correo { $name }.
