# People who were deleted.
deleted-title = Personas eliminadas
deleted-text = Se conservan { $days } días
deleted-end = Cerrar personas eliminadas
deleted-at = Eliminada el { $date }
deleted-by = Eliminada el { $date } por { $name }
deleted-none = No se ha eliminado a nadie
deleted-none-text = A quien se elimina se le puede restaurar aquí durante { $days } días.
deleted-remark = Vuelven con sus proyectos, grupos, roles y todo lo que aún existe.
deleted-restore = Restaurar
deleted-restored = { $count ->
    [one] { $count } persona restaurada.
   *[other] { $count } personas restauradas.
}
deleted-without = está de nuevo, sin lo que ya no existe: { $names }.
deleted-gone = Esta persona ya fue restaurada, o eliminada para siempre.
deleted-username = no se puede restaurar: el nombre de usuario { $username } fue tomado entretanto. Cambie el de la otra persona, o elija aquí otro.
deleted-external-id = no se puede restaurar: el ID externo { $id } fue tomado entretanto. Cambie primero el de la otra persona.
deleted-see-other = Ver a esa persona
deleted-other-username = Otro nombre de usuario
deleted-email = no se puede restaurar: otra persona tiene ahora el correo { $email }, y no puede haber dos iguales. Cambie primero el de la otra persona.
