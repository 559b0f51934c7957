package postgres

import (
	"strconv"
	"strings"
)

// mostWords is how many words of a search count.
const mostWords = 10

var pattern = strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)

// containing is the condition that each word occurs in an item's name or description,
// in either way of writing umlauts (migration 0005). The words go into args.
func containing(words string, args map[string]any) string {
	var condition strings.Builder
	for n, word := range strings.Fields(words) {
		if n == mostWords {
			break
		}
		name := "word" + strconv.Itoa(n)
		args[name] = "%" + pattern.Replace(word) + "%"
		condition.WriteString(` and (i.search like (select search_written_out(@` + name + `)) or i.search like (select search_base_letters(@` + name + `)))`)
	}
	return condition.String()
}
