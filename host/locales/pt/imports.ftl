imports-title = Importações
imports-clients = Importar clientes
imports-specialists = Importar especialistas
imports-upload-help = { $formats }, até { $limit }
imports-upload-explained = A primeira linha contém os cabeçalhos, em inglês, espanhol ou português. Pessoas novas são adicionadas, as conhecidas são alteradas; uma célula vazia não muda nada.
imports-upload-empty-format = Obter um formato vazio
imports-upload-remark = O sino avisa quando terminar.
imports-upload-go = Salvar
imports-upload-too-large = O arquivo é maior que { $limit }. Divida-o e importe as partes.
imports-upload-no-file = Escolha um arquivo.
imports-upload-broken = O arquivo não chegou inteiro. Envie-o de novo.

imports-column-file = Arquivo
imports-column-what = O quê
imports-column-state = Situação
imports-column-when = Início
imports-unloaded = Registros não carregados
imports-older = Importações anteriores
imports-empty-title = Ainda não há importações
imports-empty-text = Importe uma pasta de trabalho ou um arquivo CSV. Aqui se vê o que aconteceu com cada linha.

imports-state-pending = Em espera
imports-state-running = Importando
imports-state-review = Espera por você
imports-state-completed = Concluída
imports-state-failed = Falhou
imports-state-cancelled = Cancelada

imports-waiting = Espera a sua vez
imports-reading = { $done ->
    [one] 1 linha lida
   *[other] { $done } linhas lidas
}
imports-writing = { $done } de { $total } linhas
imports-rate = { $count ->
    [one] 1 linha por segundo
   *[other] { $count } linhas por segundo
}
imports-cancel = Cancelar a importação
imports-cancel-question = Cancelar esta importação? As linhas já importadas permanecem.

imports-rows-read = Linhas
imports-rows-created = Criadas
imports-rows-updated = Atualizadas
imports-rows-unchanged = Iguais
imports-rows-failed = Com falha

imports-problems = Linhas que não foram importadas
imports-problem-row = Linha
imports-problem-column = Coluna
imports-problem-value = Valor
imports-problem-reason = Por que falhou
imports-more-problems = Mais linhas
imports-download-failed = { $count ->
    [one] Baixar 1 linha com falha
   *[other] Baixar { $count } linhas com falha
}

imports-columns = O que aconteceu com as colunas
imports-column-header = Cabeçalho
imports-column-fills = Preenche
imports-column-how = Reconhecida por
imports-how-chosen = Sua escolha
imports-how-id = O próprio arquivo
imports-how-label = Nome
imports-how-synonym = Outro nome para o mesmo
imports-how-near = Um nome parecido
imports-how-ours = Adicionada pelo Elenco, não importada
imports-how-left-out = Omitida por você
imports-how-beaten = Não importada: outra coluna diz o mesmo
imports-how-unknown = Não reconhecida, não importada
imports-unknown-columns = { $count ->
    [one] 1 coluna não foi reconhecida nem importada: { $headers }
   *[other] { $count } colunas não foram reconhecidas nem importadas: { $headers }
}
imports-notice-location = { $count ->
    [one] 1 linha cita um local que não foi encontrado ou não é claro, e foi importada sem ele: { $values }
   *[other] { $count } linhas citam um local que não foi encontrado ou não é claro, e foram importadas sem ele: { $values } …
}

imports-file-suffix = com-falha
imports-file-reasons = O que está errado
imports-file-sheet = Planilha original
imports-file-row = Linha original

imports-problem-status = Escreva ativo ou inativo.
imports-problem-culture = Escreva inglês, espanhol ou português.
imports-problem-yes-no = Escreva sim ou não.
imports-problem-date = Escreva uma data como 2026-11-23.
imports-problem-degrees = Escreva graus decimais: latitude de -90 a 90, longitude de -180 a 180.
imports-problem-half-position = Escreva latitude e longitude, ou nenhuma das duas.
imports-problem-nobody = Ninguém tem este nome de usuário, e esta importação só altera pessoas.
imports-problem-plugin = Um plugin falhou ao verificar esta linha ({ $code }). Tente a linha de novo ou avise o administrador.
imports-problem-shared-name = { $count ->
    [one] A linha { $rows } tem o mesmo nome de usuário. Mantenha uma delas.
   *[other] As linhas { $rows } têm o mesmo nome de usuário. Mantenha uma delas.
}
imports-problem-shared-name-more = As linhas { $rows } e mais { $more } têm o mesmo nome de usuário. Mantenha uma delas.

imports-error-empty = O arquivo está vazio. Preencha uma linha de cabeçalho e pelo menos uma linha abaixo, e importe-o de novo.
imports-error-encrypted = Uma senha protege a pasta de trabalho. Remova a senha e importe essa cópia.
imports-error-xls = Esta é uma pasta de trabalho no formato antigo .xls. Salve-a como .xlsx e importe essa cópia.
imports-error-truncated = Falta o fim do arquivo. Copie-o ou baixe-o de novo.
imports-error-bomb = O arquivo se expandiria para muito mais que seu tamanho. Salve-o de novo no seu programa de planilhas e importe essa cópia.
imports-error-not-workbook = Esta não é uma pasta de trabalho. Salve-a como .xlsx ou .csv e importe essa cópia.
imports-error-malformed = A pasta de trabalho está danificada. Abra-a no seu programa de planilhas, salve-a de novo e importe essa cópia.
imports-error-unsafe = O arquivo contém o que nenhum programa de planilhas grava. Salve-o de novo no seu programa e importe essa cópia.
imports-error-too-many-cells = A planilha usa mais linhas ou colunas do que se pode ler. Exclua o que não pertence à lista e salve-a de novo.
imports-error-too-many-sheets = A pasta de trabalho tem planilhas demais. Mantenha as da lista e salve-a de novo.
imports-error-too-much-text = O arquivo contém mais texto do que se pode ler de uma vez. Divida-o em vários arquivos.
imports-error-unreadable = O arquivo não pode ser lido agora. Importe-o de novo mais tarde.
imports-error-no-rows = Há um cabeçalho e nenhuma linha abaixo. Preencha pelo menos uma linha e importe o arquivo de novo.
imports-error-no-format = Arquivos deste tipo não podem ser lidos. Importe um destes: { $formats }.
imports-error-no-username = Nenhuma coluna contém nomes de usuário. Chame uma delas de "Usuário". Foram encontrados estes cabeçalhos: { $headers }.
imports-error-repeated-header = { $count } colunas da planilha "{ $sheet }" têm o cabeçalho "{ $header }": { $columns }. Renomeie ou exclua todas menos uma.
imports-error-competing-headers = Várias colunas da planilha "{ $sheet }" significam "{ $field }": { $headers }. Mantenha uma delas.
imports-error-mapping-unknown = A coluna "{ $header }" deveria preencher "{ $field }", que não existe.
imports-error-mapping-missing = O arquivo não tem a coluna "{ $header }", que foi escolhida.
imports-error-too-many-columns = Uma planilha tem mais de { $limit } colunas. Exclua o que não pertence à lista.
imports-error-too-many-rows = O arquivo tem mais de { $limit } linhas. Divida-o em vários arquivos.
imports-error-file-limit = O arquivo foi recusado: lê-lo levaria mais tempo ou memória do que o permitido ({ $reason }). Salve-o de novo no seu programa de planilhas ou divida-o.
imports-error-format-plugin = Os plugins que leem arquivos não estão prontos. Avise o administrador.
imports-error-lost = O que a importação havia guardado não existe mais. Importe o arquivo de novo.
imports-error-forbidden = Quem iniciou a importação não pode mais importar pessoas.
imports-error-crashed = A importação parou repetidas vezes no mesmo lugar. Avise o administrador.
imports-error-other = A importação não pôde ser concluída ({ $code }). Tente de novo ou avise o administrador.
imports-problem-left-out = Você deixou esta linha de fora.
imports-review-name-taken = A linha { $row } do arquivo tem este nome de usuário.
imports-way = Quando há linhas com problemas
imports-way-skip = Importar de uma vez
imports-way-skip-text = As linhas boas entram. As outras voltam em um arquivo com os motivos.
imports-way-review = Conferir antes
imports-way-review-text = Nada entra antes de você ver o que mudaria e corrigir o que está errado.
imports-review-none = Todas as linhas estão boas
imports-review-none-text = Nada precisa de correção. Deixe as linhas entrarem.
imports-review-hint = Só aparecem linhas com problemas. Digite sobre uma célula e confira; a linha é avaliada na hora.
imports-review-totals = O que aconteceria com as linhas
imports-review-new = Novas
imports-review-changed = Alteradas
imports-review-same = Iguais
imports-review-bad = Com problemas
imports-review-row = Linha { $row }
imports-review-take-back = Recuperar
imports-review-leave-out = Deixar de fora
imports-review-check = Conferir
imports-review-alike = Igual para todas as parecidas
imports-review-commit-bar = Deixar as linhas entrarem
imports-review-ready = { $count ->
    [one] { $count } linha está pronta para entrar
   *[other] { $count } linhas estão prontas para entrar
}
imports-review-stay = { $count ->
    [0] Nenhuma fica de fora.
    [one] { $count } fica de fora e pode ser baixada.
   *[other] { $count } ficam de fora e podem ser baixadas.
}
imports-review-throw-away = Descartar
imports-review-throw-away-question = Descartar esta importação? Nada dela entrou.
imports-review-commit = Importar as linhas boas
imports-review-passes = Esta linha passou agora.
imports-state-mapping = Aguarda o mapeamento
imports-how-remembered = Confirmado antes
imports-problem-no-key = Preencha “{ $field }”: as pessoas são encontradas por ele.
imports-problem-several = { $count } pessoas têm este valor em “{ $field }”. Não dá para saber qual é.
imports-problem-known = Alguém já tem este valor em “{ $field }”, e esta importação só adiciona pessoas.
imports-problem-nobody-else = Ninguém tem este valor em “{ $field }”, e esta importação só altera pessoas.
imports-problem-shared-key = { $count ->
    [one] A linha { $rows } tem o mesmo valor em “{ $field }”. Mantenha uma delas.
   *[other] As linhas { $rows } têm o mesmo valor em “{ $field }”. Mantenha uma delas.
}
imports-problem-shared-key-more = As linhas { $rows } e mais { $more } têm o mesmo valor em “{ $field }”. Mantenha uma delas.
imports-error-mapping-other = As colunas da planilha “{ $sheet }” não são aquelas para as quais o mapeamento foi feito. Mapeie as colunas deste arquivo.
imports-error-mapping-sheet = O arquivo não tem a planilha “{ $sheet }”, que foi escolhida.
imports-error-mapping-no-key = Na planilha “{ $sheet }” nenhuma coluna preenche “{ $field }”, pelo qual as pessoas são encontradas.
imports-error-archive-broken = O arquivo compactado { $file } está danificado ou foi feito de um jeito incomum. Compacte os arquivos de novo e importe esse.
imports-error-archive-many = O arquivo compactado contém mais de { $limit } arquivos. Importe-os em vários.
imports-error-archive-encrypted = Uma senha protege { $file } no arquivo compactado. Compacte-o sem senha.
imports-error-archive-bomb = { $file } no arquivo compactado ocuparia muito mais que o seu tamanho. Compacte-o de novo.
imports-error-archive-nested = O arquivo compactado contém outro, { $file }. Coloque os arquivos dele no externo.
imports-error-archive-large = Os arquivos compactados somam mais de { $limit }. Importe-os em vários.
imports-error-archive-empty = O arquivo compactado não contém arquivos. Compacte as planilhas de novo e importe esse.
imports-review-groups = Motivos
imports-review-all = Todos os problemas
imports-review-whole-row = Linha inteira
