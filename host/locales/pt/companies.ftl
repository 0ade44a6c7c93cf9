# Companies and suppliers.
companies-title = Empresas
companies-suppliers = Fornecedores
companies-company = Empresa
companies-supplier = Fornecedor
companies-new = Novo
companies-new-company = Nova empresa
companies-new-supplier = Novo fornecedor
companies-save-company = Salvar empresa
companies-save-supplier = Salvar fornecedor
companies-search-companies = Buscar empresas
companies-search-suppliers = Buscar fornecedores
companies-search-hint = Nome, identificação fiscal, ID externo, e-mail
companies-all = Todas
companies-active-many = Ativas
companies-inactive-many = Inativas
companies-active = Ativo
companies-inactive = Inativo
companies-shown = { $shown } de { $total }
companies-clients-count = { $count ->
    [one] { $count } cliente
   *[other] { $count } clientes
}
companies-services-count = { $count ->
    [one] { $count } serviço
   *[other] { $count } serviços
}
companies-comments-count = { $count ->
    [one] { $count } comentário será excluído
   *[other] { $count } comentários serão excluídos
}
companies-none = Ainda não há empresas
companies-none-text = Uma empresa reúne os clientes que pertencem a ela, com seu endereço, seus serviços e comentários.
companies-no-suppliers = Ainda não há fornecedores
companies-no-suppliers-text = Um fornecedor presta serviços aos seus clientes. Adicione o primeiro para dizer quais.
companies-none-found = Nada corresponde
companies-none-found-text = Tente menos letras ou volte à lista completa.
companies-further = Nada encontrado até agora
companies-looked = { $looked } foram verificadas, e a lista continua. Vire a página para continuar procurando.
companies-keep-looking = Continuar procurando
companies-show-all = Mostrar a lista completa
companies-choose = Escolha uma empresa
companies-choose-supplier = Escolha um fornecedor
companies-choose-text = Os dados, o endereço, os clientes e os serviços abrem aqui.
companies-new-text = Ainda não salvo. Só o nome é obrigatório.
companies-not-saved = { $what }, não salvo
companies-saved = Salvo.
companies-deleted = Excluído.
companies-not-allowed = Seus papéis não permitem isso. Fale com um administrador.
companies-more = Mais
companies-identity = Identidade
companies-identity-text = Como se chama, aqui e em outros sistemas.
companies-name = Nome
companies-status = Status
companies-in-use = Ativo, em uso
companies-tax-id = Identificação fiscal
companies-tax-id-help = Como aparece nas notas fiscais: CNPJ, NIT, RUT, número de IVA.
companies-external-id = ID externo
companies-description = Descrição
companies-contact = Contato
companies-contact-text = Como entrar em contato.
companies-email = E-mail
companies-phone = Telefone
companies-website = Site
companies-address = Endereço
companies-address-text = Onde fica, para visitas e correspondência.
companies-geolocation = Geolocalização
companies-geolocation-text = Onde fica no mapa.
companies-geolocation-later = Disponível depois de salvar pela primeira vez.
companies-last-change = Última alteração
companies-tab-details = Detalhes
companies-tab-address = Endereço
companies-tab-additional = Adicional
companies-tab-clients = Clientes
companies-tab-services = Serviços
companies-tab-feedback = Realimentação
companies-tab-history = Histórico
companies-tabs-later = As outras abas abrem depois de salvar pela primeira vez.
companies-comments = Comentários
companies-open = Abrir { $name }, que já o tem
companies-delete = Excluir
companies-delete-title = Excluir { $name }?
companies-delete-unused = Nada está associado. Isso não pode ser desfeito.
companies-delete-used = Está em uso. Os clientes e os serviços ficam; só perdem esta associação, e o histórico de cada cliente registra isso. Isso não pode ser desfeito.
companies-refused = { $count ->
    [one] Nada foi salvo: { $count } valor precisa da sua atenção.
   *[other] Nada foi salvo: { $count } valores precisam da sua atenção.
}
companies-conflict = Outra pessoa salvou alterações nesse meio-tempo. Os campos marcados mostram o valor atual; salve de novo para manter os seus.
companies-changed-to = Salvo por outra pessoa: { $value }
companies-problem-required = Escreva um nome.
companies-problem-too-long = Use no máximo { $limit } caracteres.
companies-problem-name-taken = Outra já tem este nome. Escolha outro.
companies-problem-external-id-taken = Outra empresa ou outro fornecedor já tem este ID externo.
companies-problem-email = Escreva um endereço como nome@exemplo.com.
companies-problem-phone = Escreva um número como +55 11 5555 0100, com o ramal no final se houver.
companies-problem-website = Escreva um endereço como https://exemplo.com.
companies-import = Importar empresas
companies-import-suppliers = Importar fornecedores
companies-export = Exportar
companies-import-text = A primeira linha nomeia as colunas: nome, identificação fiscal, ID externo, e-mail, telefone, site, descrição, status, rua, cidade, país, latitude, longitude… Uma linha altera quem tem a sua identificação fiscal, senão o seu ID externo, senão o seu nome; se não houver nenhum, adiciona. Uma célula vazia deixa o que existe. Com um problema em qualquer linha nada é importado.
companies-imported = Adicionados ou alterados: { $count }.
companies-export-too-many = Mais de { $limit } seriam exportados. Pesquise ou filtre primeiro e exporte o que sobra.
companies-problem-columns = Falta uma coluna de nome, identificação fiscal ou ID externo. Nomeie uma na primeira linha.
companies-problem-double = A linha { $row } já trata do mesmo.
companies-problem-several = Vários têm esta identificação fiscal. Acrescente o ID externo ou o nome de quem se trata.
