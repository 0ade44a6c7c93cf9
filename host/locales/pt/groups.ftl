# Grupos de clientes e de especialistas.
groups-title = Grupos
groups-clients = Clientes
groups-specialists = Especialistas
groups-of-clients = Grupos de clientes
groups-of-specialists = Grupos de especialistas
groups-new = Novo
groups-new-of-clients = Novo grupo de clientes
groups-new-of-specialists = Novo grupo de especialistas
groups-new-text = Ainda não foi salvo. Só o nome é obrigatório.
groups-new-below = Novo grupo abaixo
groups-not-saved = { $what }, não salvo
groups-save = Salvar grupo
groups-saved = Salvo.
groups-deleted = Excluído.
groups-not-allowed = Seus papéis não permitem isso. Fale com um administrador.
groups-more = Mais
groups-search = Buscar em { $kind }
groups-search-hint = Nome de um grupo
groups-shown = { $shown } de { $total } à vista
groups-count = { $count ->
    [one] { $count } grupo
   *[other] { $count } grupos
}
groups-people = { $count ->
    [one] { $count } pessoa
   *[other] { $count } pessoas
}
groups-none = Ainda não há grupos
groups-none-text = Um grupo reúne pessoas, trabalha em projetos e pode ter configurações próprias. Um grupo pode ficar abaixo de outro.
groups-none-found = Nenhum grupo corresponde
groups-none-found-text = Tente com menos letras ou veja todos os grupos de novo.
groups-show-all = Ver todos os grupos
groups-choose = Escolha um grupo
groups-choose-text = Os detalhes, membros e projetos dele abrem aqui.
groups-identity = Grupo
groups-identity-clients = Contém clientes, assim como os grupos abaixo dele.
groups-identity-specialists = Contém especialistas, assim como os grupos abaixo dele.
groups-name = Nome
groups-description = Descrição
groups-status = Situação
groups-active = Ativo
groups-inactive = Inativo
groups-place = Lugar na árvore
groups-place-text = Quem está em um grupo pertence também aos grupos acima dele.
groups-parent = Abaixo do grupo
groups-no-parent = Nenhum, no topo
groups-below = Grupos abaixo
groups-none-below = Nenhum ainda.
groups-way = Caminho até este grupo
groups-last-change = Última alteração
groups-tab-details = Detalhes
groups-tab-members = Membros
groups-tab-projects = Projetos
groups-tab-locked = Membros e projetos abrem depois que você salvar pela primeira vez.
groups-no-members = Ainda não há ninguém neste grupo
groups-no-members-text = Adicione pessoas pelo nome, ou de uma vez todas que correspondem a uma busca.
groups-search-members = Buscar membros
groups-search-people = Buscar pessoas para adicionar
groups-add-people = Adicionar pessoas
groups-add = Adicionar ao grupo
groups-add-remark = Pessoas do projeto { $project }.
groups-in-already = No grupo
groups-all-found = Todas que correspondem
groups-all-members = { $count ->
    [one] O único membro ({ $count })
   *[other] Os { $count } membros
}
groups-all-people = Todas de { $project }
groups-added = { $count ->
    [one] { $count } pessoa foi adicionada.
   *[other] { $count } pessoas foram adicionadas.
}
groups-removed = { $count ->
    [one] { $count } pessoa foi removida.
   *[other] { $count } pessoas foram removidas.
}
groups-nobody-chosen = Escolha pessoas primeiro. Nada foi alterado.
groups-remove = Remover
groups-remove-confirm = Remover de { $name } as pessoas escolhidas? Elas mantêm seus projetos.
groups-remove-remark = Ao sair de um grupo, as pessoas mantêm seus projetos.
groups-join = Elas também entram em
groups-join-text = Este grupo trabalha também em outros projetos. Escolha em quais as pessoas entram.
groups-works-there = O grupo trabalha aqui
groups-works-not-there = O grupo não trabalha aqui
groups-no-projects = Sem projetos
groups-no-projects-text = Este grupo não trabalha em nenhum projeto que você possa ver.
groups-projects-shown = { $count ->
    [one] { $count } projeto
   *[other] { $count } projetos
}
groups-projects-remark = Com isso ninguém entra em um projeto nem sai dele. A pergunta vem quando alguém chega ao grupo.
groups-save-projects = Salvar projetos
groups-settings-of = Configurações de plugins
groups-delete = Excluir
groups-delete-title = Excluir { $name }?
groups-delete-unused = Não há ninguém neste grupo, e nada depende dele. Isso não pode ser desfeito.
groups-delete-used = O grupo está em uso. Suas pessoas e projetos permanecem; apenas saem do grupo. Isso não pode ser desfeito.
groups-delete-refused = O grupo não pode ser excluído enquanto algo depender dele.
groups-delete-refused-text = Mova ou exclua os grupos abaixo dele e remova as configurações que são só para ele.
groups-refused = { $count ->
    [one] Nada foi salvo: { $count } valor precisa da sua atenção.
   *[other] Nada foi salvo: { $count } valores precisam da sua atenção.
}
groups-conflict = Outra pessoa alterou este grupo nesse meio-tempo. Abra-o de novo em outra janela, compare e repita sua alteração.
groups-problem-required = Dê um nome ao grupo.
groups-problem-too-long = Use no máximo { $limit } caracteres.
groups-problem-name-taken = Outro grupo já tem este nome. Escolha outro.
groups-problem-parent = Este grupo não existe mais. Escolha outro.
groups-problem-parent-kind = Um grupo de clientes não pode ficar abaixo de um de especialistas, nem o contrário.
groups-problem-circle = Um grupo não pode ficar abaixo de si mesmo nem de um grupo que está abaixo dele. Escolha outro.
groups-problem-deep = A árvore tem no máximo { $levels } níveis. Escolha um grupo mais acima.
groups-problem-has-children = Há grupos abaixo: { $names }.
groups-problem-has-settings = Há plugins com configurações só para ele: { $names }.
groups-problem-unknown = Um destes grupos não existe ou contém pessoas do outro tipo. Abra a página de novo.
groups-problem-person = Alguma pessoa não existe ou é do outro tipo. Abra a página de novo.
groups-problem-project = Um destes projetos não existe, ou o grupo não trabalha nele. Abra a página de novo.
