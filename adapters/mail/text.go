package mail

import (
	_ "embed"
	"fmt"
	"regexp"
	"strings"
	"text/template"
	"time"

	"allmende/domain/dispatch"
	"allmende/domain/notice"
	"allmende/domain/period"
	"allmende/ports/driven"
)

//go:embed de.txt
var german string

//go:embed en.txt
var english string

// words are the texts by language, read once.
var words = map[notice.Language]*template.Template{
	notice.German:  template.Must(template.New("de").Funcs(functions(".", ",", " €", "02.01.2006")).Parse(german)),
	notice.English: template.Must(template.New("en").Funcs(functions(",", ".", " EUR", "2 January 2006")).Parse(english)),
}

func functions(thousands, decimals, euro, layout string) template.FuncMap {
	number := func(text string) string { return grouped(text, thousands, decimals) }
	return template.FuncMap{
		"number":     number,
		"euros":      func(text string) string { return number(text) + euro },
		"day":        func(t time.Time) string { return t.In(period.Berlin).Format(layout) },
		"electronic": func(o dispatch.Order) bool { return o.CheckElectronic() == nil },
		"link":       func(dispatch.Order) string { return "" }, // the installation's, see write
		"page":       func(string) string { return "" },         // the same
		"moment":     func(t time.Time) string { return t.In(period.Berlin).Format(layout + " 15:04") },
		"date": func(text string) string {
			d, err := period.ParseDay(text)
			if err != nil {
				return text
			}
			return d.UTC().Format(layout)
		},
	}
}

func grouped(text, thousands, decimals string) string {
	whole, fraction, broken := strings.Cut(text, ".")
	var b strings.Builder
	for i, digit := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteString(thousands)
		}
		b.WriteRune(digit)
	}
	if broken {
		b.WriteString(decimals + fraction)
	}
	return b.String()
}

// write is the subject and the text of a mail.
func (m *Mail) write(sent driven.Mail) (subject, text string, err error) {
	known, found := words[sent.Language]
	if !found {
		known = words[notice.German]
	}
	w, err := known.Clone()
	if err != nil {
		return "", "", fmt.Errorf("write a mail: %w", err)
	}
	w.Funcs(template.FuncMap{"link": func(o dispatch.Order) string { return m.link("/call-offs/" + o.CallOff.String()) }})
	say := func(name string, about any) string {
		var b strings.Builder
		if failed := w.ExecuteTemplate(&b, name, about); failed != nil && err == nil {
			err = fmt.Errorf("write a mail: %w", failed)
		}
		return strings.TrimSpace(b.String())
	}
	if sent.Order != nil {
		name := driven.TellOrder
		switch {
		case sent.Passed:
			name = driven.TellPassed
		case sent.Return:
			name = driven.TellReturn
		case sent.Order.Cancelled != nil:
			name = driven.TellCancelled
		}
		return oneLine(say(name+" subject", sent.Order)), manyBlanks.ReplaceAllString(say(name, sent.Order), "\n\n") + "\n", err
	}
	if sent.Link != nil {
		name := "register"
		switch {
		case sent.Link.Invitation:
			name = "invite"
		case sent.Link.Known:
			name = "register-known"
		}
		w.Funcs(template.FuncMap{"page": m.link})
		return oneLine(say(name+" subject", sent.Link)), manyBlanks.ReplaceAllString(say(name, sent.Link), "\n\n") + "\n", err
	}
	parts := []string{say("greeting", sent.To.Name)}
	for _, n := range sent.News {
		headline := say(textOf(n), n)
		if subject == "" {
			subject = headline
		}
		parts = append(parts, present(headline, say("about", n), m.link(n.Path)))
	}
	if sent.Daily && len(sent.News) > 1 {
		subject = say("digest subject", len(sent.News))
	}
	parts = append(parts, "--\n"+say("footer", nil)+"\n"+m.link("/settings"))
	return oneLine(subject), strings.Join(parts, "\n\n") + "\n", err
}

// textOf names the text of a kind; a warning of a quota has one of its own.
func textOf(n driven.News) string {
	if n.Kind == notice.ContractWarning && n.Member != "" {
		return "quota-warning"
	}
	return string(n.Kind)
}

var manyBlanks = regexp.MustCompile(`\n{3,}`)

// oneLine keeps a subject from becoming two headers.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

func present(parts ...string) string {
	var kept []string
	for _, part := range parts {
		if part != "" {
			kept = append(kept, part)
		}
	}
	return strings.Join(kept, "\n")
}

func (m *Mail) link(path string) string { return m.config.Public.JoinPath(path).String() }
