package postgres

import (
	"encoding/json"
	"fmt"
	"sync"

	"gorm.io/gorm"

	"allmende/domain/shopping"
)

// stemBook remembers the German stems of words; PostgreSQL's dictionary knows them.
type stemBook struct {
	mu    sync.RWMutex
	stems map[string]string
}

// mostStems is how many stems are remembered. All catalogues of a country do not have more.
const mostStems = 500_000

// of gives the stems of all words of the texts.
func (b *stemBook) of(tx *gorm.DB, texts ...string) (shopping.Stems, error) {
	stems, missing := shopping.Stems{}, []string{}
	b.mu.RLock()
	for _, text := range texts {
		for _, word := range shopping.Words(text) {
			if _, seen := stems[word]; seen || !shopping.Inflected(word) {
				continue
			}
			stem, known := b.stems[word]
			if stems[word] = stem; !known {
				missing = append(missing, word)
			}
		}
	}
	b.mu.RUnlock()
	if len(missing) == 0 {
		return stems, nil
	}
	return stems, b.ask(tx, stems, missing)
}

// ofGoods gives the stems of all words that goods are described with.
func (b *stemBook) ofGoods(tx *gorm.DB, goods []shopping.Good) (shopping.Stems, error) {
	texts := make([]string, 0, 3*len(goods))
	for _, g := range goods {
		texts = append(texts, g.Texts()...)
	}
	return b.of(tx, texts...)
}

func (b *stemBook) ask(tx *gorm.DB, stems shopping.Stems, words []string) error {
	asked, err := json.Marshal(words)
	if err != nil {
		return fmt.Errorf("ask for the stems of words: %w", err)
	}
	var found []string
	err = tx.Raw(`select coalesce((ts_lexize('search_german', w))[1], '') from json_array_elements_text(cast(? as json)) with ordinality t (w, n) order by n`, string(asked)).Scan(&found).Error
	if err == nil && len(found) != len(words) {
		err = fmt.Errorf("%d words have %d stems", len(words), len(found))
	}
	if err != nil {
		return fmt.Errorf("ask for the stems of words: %w", err)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.stems == nil || len(b.stems)+len(words) > mostStems {
		b.stems = make(map[string]string, len(words))
	}
	for i, word := range words {
		stems[word], b.stems[word] = found[i], found[i]
	}
	return nil
}
