# Short lists from sheets and to sheets.
sheets-import-go = Importar
sheets-import-help = Excel, CSV e outras planilhas, até { $limit }
sheets-import-refused = Problemas: { $count }. Nada foi importado.
sheets-import-refused-text = Corrija estas células e importe o arquivo de novo.
sheets-import-problems = Problemas por linha
sheets-import-row = Linha
sheets-import-column = Coluna
sheets-import-what = O que está errado
sheets-import-others = Outros problemas: { $count }.
sheets-import-unknown = Colunas que aqui não são conhecidas ficaram de fora: { $columns }.
sheets-problem-format = Nenhum plugin de formato conhece este arquivo. Use Excel ou CSV.
sheets-problem-file = O arquivo não pode ser lido ({ $code }).
sheets-problem-empty = O arquivo não tem linhas.
sheets-problem-no-file = Escolha primeiro um arquivo.
sheets-problem-twice = Duas colunas significam o mesmo: { $column }. Deixe uma.
sheets-problem-rows = O arquivo tem mais de { $limit } linhas. Divida-o.
sheets-empty-format = Baixar o formato vazio
