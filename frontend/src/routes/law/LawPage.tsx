import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type LegalParameter, lawQuery } from "../../api/law";
import { useMay } from "../../api/session";
import { lawText } from "../../text/law";
import { useText } from "../../text/text";
import { Badge } from "../../ui/Badge";
import { Button, ButtonRow } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { PageHeader } from "../../ui/PageHeader";
import { type Column, Table } from "../../ui/Table";
import { useFormat } from "../../ui/words";
import { NewValue } from "./NewValue";
import { useFigure } from "./useFigure";
import { ValueHistory } from "./ValueHistory";

type Asked = { what: "history" | "add"; code: string };

/** The dated figures of the law, and where an administrator adds what holds from a day to come. */
export function LawPage() {
  const text = useText(lawText);
  const { data: law } = useSuspenseQuery(lawQuery);
  const { nameOf } = useFigure();
  const [asked, setAsked] = useState<Asked>();
  const columns = useColumns(setAsked);
  const close = () => setAsked(undefined);
  const chosen = law.items.find(({ code }) => code === asked?.code);
  const open = (what: Asked["what"]) => asked?.what === what && chosen !== undefined;
  return (
    <div className="ui-page">
      <PageHeader title={text.title} lead={text.lead} />
      <Table
        caption={text.list}
        captionHidden
        rows={law.items}
        rowKey={({ code }) => code}
        columns={columns}
      />
      <Dialog open={open("history")} title={chosen ? nameOf(chosen) : ""} onClose={close}>
        {chosen && <ValueHistory parameter={chosen} />}
      </Dialog>
      <Dialog open={open("add")} title={chosen ? text.named(text.add, nameOf(chosen)) : ""} onClose={close}>
        {chosen && <NewValue parameter={chosen} earliest={law.earliest} onClose={close} />}
      </Dialog>
    </div>
  );
}

function useColumns(onAsk: (asked: Asked) => void): Column<LegalParameter>[] {
  const text = useText(lawText);
  const format = useFormat();
  const may = useMay();
  const { nameOf, written } = useFigure();
  return [
    { key: "figure", header: text.figure, rowHeader: true, cell: nameOf },
    {
      key: "holds",
      header: text.holds,
      cell: (parameter) => {
        const now = parameter.values.find(({ standing }) => standing === "in-force");
        const next = parameter.values.find(({ standing }) => standing === "coming");
        return (
          <>
            <strong>{now ? written(parameter, now.value) : text.nothing}</strong>
            {next && next.value !== now?.value && (
              <>
                <br />
                {text.next(format.date(next.from), written(parameter, next.value))}
              </>
            )}
          </>
        );
      },
    },
    {
      key: "source",
      header: text.source,
      cell: ({ values }) => {
        const now = values.find(({ standing }) => standing === "in-force");
        return (
          now && (
            <>
              {now.source}
              <br />
              <Badge tone={now.primary ? "success" : "neutral"}>
                {now.primary ? text.primary : text.secondary}
              </Badge>
            </>
          )
        );
      },
    },
    {
      key: "acts",
      header: text.acts,
      action: true,
      cell: (parameter) => {
        const button = (what: Asked["what"], label: string) => (
          <Button
            small
            aria-label={text.named(label, nameOf(parameter))}
            onClick={() => onAsk({ what, code: parameter.code })}
          >
            {label}
          </Button>
        );
        return (
          <ButtonRow>
            {button("history", text.history)}
            {may("law.set") && button("add", text.add)}
          </ButtonRow>
        );
      },
    },
  ];
}
