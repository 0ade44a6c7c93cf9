# What clients, companies and services are associated with.
associations-clients = Clientes
associations-clients-shown = { $count ->
    [one] { $count } cliente nesta página
   *[other] { $count } clientes nesta página
}
associations-search-clients = Buscar clientes
associations-no-clients = Ainda não há clientes
associations-no-clients-text = Associe clientes por nome, ou de uma vez todos os que correspondem a uma busca.
associations-associate-clients = Associar clientes
associations-all-found = Todos os que correspondem
associations-all-clients = { $count ->
    [one] Todos: { $count } cliente
   *[other] Todos: { $count } clientes
}
associations-everybody = Todos os clientes de { $project }
associations-clients-confirm = Desassociar de { $name } os clientes escolhidos?
associations-clients-remark = Os clientes mantêm seus projetos, seus grupos e seu histórico.
associations-clients-of-project = Clientes do projeto { $project }.
associations-companies = Empresas
associations-companies-shown = { $count ->
    [one] { $count } empresa ou fornecedor nesta página
   *[other] { $count } empresas e fornecedores nesta página
}
associations-no-companies = Ainda não há empresas
associations-no-companies-text = Associe a organização à qual este cliente pertence.
associations-service-companies-text = Associe as empresas que recebem este serviço e os fornecedores que o prestam.
associations-associate-companies = Associar empresas
associations-companies-with = Associar empresas a { $name }
associations-companies-confirm = Desassociar de { $name } as empresas escolhidas?
associations-companies-remark = O histórico do cliente guarda o que foi associado.
associations-to-companies = Ir para as empresas
associations-services = Serviços
associations-services-shown = { $count ->
    [one] { $count } serviço nesta página
   *[other] { $count } serviços nesta página
}
associations-no-services = Ainda não há serviços
associations-no-services-text = Associe os serviços que serão prestados a este cliente.
associations-company-services-text = Associe os serviços que uma empresa recebe ou que um fornecedor presta.
associations-associate-services = Associar serviços
associations-services-with = Associar serviços a { $name }
associations-services-confirm = Desassociar de { $name } os serviços escolhidos?
associations-services-remark = O histórico do cliente guarda o que foi associado.
associations-to-services = Ir para os serviços
associations-came = Associado.
associations-went = Desassociado.
associations-came-count = { $count ->
    [one] { $count } foi associado.
   *[other] { $count } foram associados.
}
associations-went-count = { $count ->
    [one] { $count } foi desassociado.
   *[other] { $count } foram desassociados.
}
associations-nobody-chosen = Primeiro escolha na lista. Nada foi alterado.
associations-problem-client = Alguém não é cliente deste projeto. Abra a página de novo e escolha outra vez.
associations-problem-thing = Algo que você escolheu não existe mais. Abra a página de novo e escolha outra vez.
