# Páginas que aparecem onde algo falhou.
errors-missing = Não há nada aqui
errors-missing-text = O endereço está errado ou o que havia aqui foi excluído.
errors-forbidden = Esta porta está fechada
errors-forbidden-text = Seus papéis não têm a permissão { $permission }. Peça a um administrador.
errors-csrf = Este formulário expirou
errors-csrf-text = Nada foi mudado. Volte, carregue a página de novo e repita o que fez.
errors-conflict = Outra pessoa foi mais rápida
errors-large = É grande demais
errors-large-text = São aceitos no máximo { $limit }. Nada foi mudado.
errors-busy = Algo não funcionou
errors-refused = Não é possível fazer isso
errors-code = Nada foi mudado. Tente de novo; se continuar, informe ao seu administrador o código { $code }.
errors-home = Para a primeira página
errors-account = Sua conta: senha, idioma, sair
errors-plugin = Um plugin não respondeu
errors-plugin-text = O plugin { $plugin } falhou ({ $code }). Nada foi alterado. Tente de novo; se continuar, desligue-o em Plugins e avise o editor.
