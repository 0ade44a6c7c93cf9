# People who were deleted.
deleted-title = Pessoas excluídas
deleted-text = Ficam guardadas por { $days } dias
deleted-end = Fechar pessoas excluídas
deleted-at = Excluída em { $date }
deleted-by = Excluída em { $date } por { $name }
deleted-none = Ninguém foi excluído
deleted-none-text = Quem é excluído pode ser restaurado aqui por { $days } dias.
deleted-remark = Elas voltam com projetos, grupos, papéis e tudo o que ainda existe.
deleted-restore = Restaurar
deleted-restored = { $count ->
    [one] { $count } pessoa restaurada.
   *[other] { $count } pessoas restauradas.
}
deleted-without = está de volta, sem o que não existe mais: { $names }.
deleted-gone = Esta pessoa já foi restaurada, ou excluída para sempre.
deleted-username = não pode ser restaurada: o nome de usuário { $username } foi usado nesse meio-tempo. Mude o da outra pessoa, ou escolha outro aqui.
deleted-external-id = não pode ser restaurada: o ID externo { $id } foi usado nesse meio-tempo. Mude primeiro o da outra pessoa.
deleted-see-other = Ver essa pessoa
deleted-other-username = Outro nome de usuário
deleted-email = não pode ser restaurada: outra pessoa tem agora o e-mail { $email }, e não pode haver dois iguais. Mude primeiro o da outra pessoa.
