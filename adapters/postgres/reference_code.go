package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"gorm.io/gorm"

	"allmende/domain/codelist"
	"allmende/domain/shopping"
	"allmende/ports/driven"
	"allmende/ports/view"
)

// codes keeps reference data in reference_code.
type codes struct {
	tx *gorm.DB
	in scope
}

var _ driven.Codes = codes{}

// Lock keeps other imports out, and readers in.
func (s codes) Lock(_ context.Context) error {
	if err := s.tx.Exec(`lock table reference_code in share row exclusive mode`).Error; err != nil {
		return fmt.Errorf("lock the codes: %w", err)
	}
	return nil
}

// Kept is all of a list.
func (s codes) Kept(_ context.Context, list codelist.List) (map[string]codelist.Kept, error) {
	var rows []struct {
		Code, LabelDe, LabelEn string
		Retired                bool
	}
	err := s.tx.Raw(`select code, label_de, label_en, retired_at is not null as retired from reference_code where list = ?`, string(list)).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read the codes: %w", err)
	}
	kept := make(map[string]codelist.Kept, len(rows))
	for _, r := range rows {
		kept[r.Code] = codelist.Kept{Code: codelist.Code{Code: r.Code, German: r.LabelDe, English: r.LabelEn}, Retired: r.Retired}
	}
	return kept, nil
}

// referenceRow is an entry as it is stored.
type referenceRow struct {
	Code  string `json:"code"`
	De    string `json:"de"`
	En    string `json:"en"`
	Words string `json:"words"`
}

// Change stores what came and what changed, and retires what is gone.
func (s codes) Change(_ context.Context, list codelist.List, d codelist.Difference) error {
	if err := s.put(list, d.Put); err != nil {
		return fmt.Errorf("store the codes: %w", err)
	}
	if len(d.Retired) == 0 {
		return nil
	}
	err := s.tx.Exec(`update reference_code set retired_at = ? where list = ? and code in ?`, s.in.now, string(list), d.Retired).Error
	if err != nil {
		return fmt.Errorf("retire codes: %w", err)
	}
	return nil
}

func (s codes) put(list codelist.List, put []codelist.Code) error {
	if len(put) == 0 {
		return nil
	}
	texts := make([]string, 0, 2*len(put))
	for _, c := range put {
		texts = append(texts, c.German, c.English)
	}
	stems, err := s.in.stock.stems.of(s.tx, texts...)
	if err != nil {
		return err
	}
	rows := make([]referenceRow, len(put))
	for i, c := range put {
		rows[i] = referenceRow{c.Code, c.German, c.English, searched(c, stems)}
	}
	text, err := json.Marshal(rows)
	if err != nil {
		return err
	}
	return s.tx.Exec(`insert into reference_code (list, code, label_de, label_en, words)
		select ?, code, de, en, words from json_to_recordset(cast(? as json)) as r (code text, de text, en text, words text)
		on conflict on constraint reference_code_pk do update
			set label_de = excluded.label_de, label_en = excluded.label_en, words = excluded.words, retired_at = null`, string(list), string(text)).Error
}

// searched are the words of both labels and their stems, each behind a space.
func searched(c codelist.Code, stems shopping.Stems) string {
	var words []string
	for _, label := range []string{c.German, c.English} {
		for _, word := range shopping.Words(label) {
			words = append(words, shopping.Key(word))
		}
		words = append(words, stems.All(label)...)
	}
	slices.Sort(words)
	return " " + strings.Join(slices.Compact(words), " ") + " "
}

// likeText is a text that stands for itself in a pattern.
func likeText(text string) string {
	return strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(text)
}

// Known tells which of the codes are in use.
func (s codes) Known(_ context.Context, list codelist.List, asked []string) (map[string]bool, bool, error) {
	var listed bool
	if err := s.tx.Raw(`select exists (select from reference_code where list = ? and retired_at is null)`, string(list)).Row().Scan(&listed); err != nil {
		return nil, false, fmt.Errorf("look up codes: %w", err)
	}
	known := map[string]bool{}
	if !listed || len(asked) == 0 {
		return known, listed, nil
	}
	var found []string
	if err := s.tx.Raw(`select code from reference_code where list = ? and retired_at is null and code in ?`, string(list), asked).Scan(&found).Error; err != nil {
		return nil, false, fmt.Errorf("look up codes: %w", err)
	}
	for _, code := range found {
		known[code] = true
	}
	return known, true, nil
}

// Search holds every word that was typed against the words of an entry: a part of one, or the
// beginning of a stem. A code is found by how it begins. Closer is an entry whose label begins
// with what was typed, then one that has all words as they stand; of equal ones the broader.
func (s codes) Search(_ context.Context, list codelist.List, typed string, most int) ([]view.Code, error) {
	stems, err := s.in.stock.stems.of(s.tx, typed)
	if err != nil {
		return nil, err
	}
	typed = strings.TrimSpace(typed)
	args := map[string]any{"list": string(list), "typed": likeText(strings.ToLower(typed)), "code": likeText(strings.ToUpper(typed)), "most": most}
	fits, whole := []string{}, []string{}
	for i, word := range shopping.Words(typed) {
		stem := stems.All(word)
		if len(stem) == 0 {
			continue // it says nothing
		}
		part, begin, alone := fmt.Sprintf("part%d", i), fmt.Sprintf("begin%d", i), fmt.Sprintf("alone%d", i)
		args[part], args[begin], args[alone] = "%"+shopping.Key(word)+"%", "% "+stem[0]+"%", "% "+shopping.Key(word)+" %"
		fits = append(fits, fmt.Sprintf("(words like @%s or words like @%s)", part, begin))
		whole = append(whole, "words like @"+alone)
	}
	byWords, byAll := "1 = 0", "1 = 0"
	if len(fits) > 0 {
		byWords, byAll = strings.Join(fits, " and "), strings.Join(whole, " and ")
	}
	rows := []view.Code{}
	err = s.tx.Raw(`select code, label_de, label_en from reference_code
		where list = @list and retired_at is null and (code like @code || '%' or `+byWords+`)
		order by code like @code || '%' desc, lower(label_de) like @typed || '%' or lower(label_en) like @typed || '%' desc, `+byAll+` desc,
			length(rtrim(split_part(code, '-', 1), '0')), code limit @most`, args).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("search the codes: %w", err)
	}
	return rows, nil
}
