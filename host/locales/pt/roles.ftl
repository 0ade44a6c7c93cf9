# Papéis: o que as pessoas podem fazer.
roles-title = Papéis
roles-new = Novo
roles-new-title = Novo papel
roles-new-text = Ainda não salvo. É preciso um nome.
roles-not-saved = Novo papel, não salvo
roles-save = Salvar papel
roles-not-allowed = Seus papéis não permitem isto. Peça a um administrador.
roles-conflict = Outra pessoa alterou este papel nesse meio-tempo. Nada foi salvo e o que você escolheu continua aqui. Abra o papel de novo para ver o que mudou.
roles-more = Mais
roles-more-ways = Outras formas de adicionar papéis
roles-search = Buscar papéis
roles-search-hint = Nome de um papel
roles-shown = { $count ->
    [one] { $count } papel
   *[other] { $count } papéis
}
roles-permissions = { $count ->
    [one] { $count } permissão
   *[other] { $count } permissões
}
roles-none = Ainda não há papéis
roles-none-text = Um papel é um conjunto de permissões com nome. Dê-o a especialistas, ou a um grupo para todos os membros.
roles-none-found = Nenhum papel corresponde
roles-none-found-text = Tente menos letras ou veja todos os papéis de novo.
roles-show-all = Ver todos os papéis
roles-choose = Escolha um papel
roles-choose-text = Suas permissões, suas pessoas e seus grupos abrem aqui.
roles-identity = Papel
roles-identity-text = O que se vê quando papéis são dados.
roles-name = Nome
roles-description = Descrição
roles-grants = Permissões
roles-grants-text = O que está marcado é permitido. Uma mudança vale a partir do próximo clique de quem tem o papel.
roles-scope = Alcance
roles-everything = Tudo
roles-everything-word = Tudo, também o que versões futuras trouxerem
roles-everything-help = Enquanto estiver ligado, as caixas abaixo não contam.
roles-locked = Você só pode dar o que você mesmo tem. O que está bloqueado fica como está.
roles-locked-everything = Só quem pode fazer tudo pode alterar isto.
roles-matrix = Permissões por objeto
roles-matrix-search = Buscar permissões
roles-matrix-none = Nenhuma permissão corresponde.
roles-chosen-one = {"{n}"} escolhida
roles-chosen-other = {"{n}"} escolhidas
roles-column-thing = Objeto
roles-column-further = Além disso
roles-check-column = { $verb }: tudo
roles-check-row = { $thing }: tudo
roles-yes = Permitido
roles-no = Não permitido
roles-thing-console = Console
roles-thing-users = Clientes e especialistas
roles-thing-companies = Empresas e fornecedores
roles-verb-use = Usar
roles-verb-list = Ver a lista
roles-verb-open = Abrir
roles-verb-add = Adicionar
roles-verb-update = Alterar
roles-verb-delete = Excluir
roles-verb-import = Importar arquivos
roles-verb-export = Exportar arquivos
roles-verb-add-users = Associar pessoas
roles-verb-delete-users = Desassociar pessoas
roles-ready-made = Pronto
roles-add-ready-made = { $count ->
    [one] Adicionar { $count } papel pronto
   *[other] Adicionar { $count } papéis prontos
}
roles-ready-made-added = { $count ->
    [0] Nada foi adicionado. Você só pode adicionar papéis cujas permissões tem.
    [one] { $count } papel foi adicionado.
   *[other] { $count } papéis foram adicionados.
}
roles-ready-administrator = Administrador
roles-ready-administrator-text = Pode fazer tudo, também o que versões futuras trouxerem.
roles-ready-directory = Gestor do diretório
roles-ready-directory-text = Cuida das pessoas e dos grupos, empresas, serviços, locais e calendários a que estão ligadas.
roles-ready-importer = Importador
roles-ready-importer-text = Adiciona e altera pessoas, também a partir de arquivos, e não exclui ninguém.
roles-ready-auditor = Auditor
roles-ready-auditor-text = Vê tudo com o histórico e não altera nada.
roles-ready-plugins = Gestor de plugins
roles-ready-plugins-text = Cuida dos plugins, de suas configurações e dos campos adicionais.
roles-made = Criado
roles-copy = Copiar papel
roles-copy-of = Cópia de { $name }
roles-delete = Excluir papel
roles-delete-title = Excluir { $name }?
roles-delete-refused = Este papel não pode ser excluído.
roles-delete-unused = Ninguém tem este papel.
roles-delete-used = Quem tem este papel perde na hora o que ele permite:
roles-and-more = e mais
roles-tab-details = Permissões
roles-tab-people = Pessoas
roles-tab-groups = Grupos
roles-tab-locked = Pessoas e grupos abrem depois de salvar pela primeira vez.
roles-no-people = Ninguém recebeu este papel
roles-no-people-text = Dê-o a especialistas pelo nome. Membros de grupos que o dão não aparecem aqui.
roles-search-people = Buscar pessoas que têm o papel
roles-give-people = Dar a pessoas
roles-give = Dar o papel
roles-give-remark = Especialistas do projeto { $project }.
roles-has-already = Já tem
roles-take = Remover
roles-take-confirm = Tirar o papel { $name } das pessoas escolhidas? O que ele permite termina na hora.
roles-people-remark = A quem o papel foi dado. Grupos podem dá-lo a mais pessoas.
roles-given = { $count ->
    [one] { $count } pessoa tem agora o papel.
   *[other] { $count } pessoas têm agora o papel.
}
roles-taken = { $count ->
    [one] { $count } pessoa não tem mais o papel.
   *[other] { $count } pessoas não têm mais o papel.
}
roles-groups-given = { $count ->
    [one] { $count } grupo dá agora o papel.
   *[other] { $count } grupos dão agora o papel.
}
roles-groups-taken = { $count ->
    [one] { $count } grupo não dá mais o papel.
   *[other] { $count } grupos não dão mais o papel.
}
roles-nothing-chosen = Escolha algo primeiro. Nada foi alterado.
roles-no-groups = Nenhum grupo dá este papel
roles-no-groups-text = Deixe um grupo dá-lo, e todos os membros o terão, também os dos grupos abaixo.
roles-give-groups = Dar a grupos
roles-give-groups-title = Grupos que dão { $name }
roles-gives-already = Já dá
roles-group-gives = Seus membros têm o papel, e os dos grupos abaixo.
roles-group-gives-not = Inativo: seus membros não têm o papel.
roles-groups-remark = Os membros destes grupos têm o papel.
roles-take-groups-confirm = Os grupos escolhidos não devem mais dar { $name }? O que ele permite termina na hora para seus membros.
roles-of-group-remark = Os membros têm os papéis marcados, e também os dos grupos abaixo.
roles-of-group-off = O grupo está inativo, por isso seus membros não têm estes papéis.
roles-of-group-save = Salvar papéis
roles-group-none = Este grupo não dá papéis
roles-group-none-text = O que seus membros podem fazer vem de seus próprios papéis.
roles-from-group = Do grupo { $group }
roles-person-none = Ainda sem papéis
roles-person-none-text = Sem um papel ninguém pode usar o console. Associe um, ou adicione a pessoa a um grupo que dê algum.
roles-person-remark = O que grupos dão é tirado no grupo.
roles-associate = Associar papéis
roles-associate-with = Associar papéis a { $name }
roles-leave-confirm = Tirar os papéis escolhidos de { $name }? O que eles permitem termina na hora.
roles-beyond = Permite mais do que você pode dar
roles-effective = { $count ->
    [0] Permissões efetivas: nenhuma
    [one] Permissões efetivas: { $count }
   *[other] Permissões efetivas: { $count }
}
roles-effective-none = Estes papéis não permitem nada.
roles-problem-required = Digite um nome.
roles-problem-too-long = Use no máximo { $limit } caracteres.
roles-problem-name-taken = Outro papel tem este nome.
roles-problem-unknown = Um dos papéis não existe mais. Carregue a página de novo.
roles-problem-person = Uma das pessoas não existe mais. Carregue a página de novo.
roles-problem-group = Um dos grupos não existe mais. Carregue a página de novo.
roles-problem-beyond = Você não pode dar o que não tem: { $permissions }{ $more ->
    [0] .
   *[other] {" "}e mais { $more }.
}
roles-problem-beyond-everything = Só quem pode fazer tudo pode dar tudo.
roles-problem-last = Não restaria ninguém que possa fazer tudo. Torne outra pessoa administradora primeiro.
