import { useState } from "react";
import { Alert } from "../../src/ui/Alert";
import { Badge } from "../../src/ui/Badge";
import { Breadcrumb } from "../../src/ui/Breadcrumb";
import { Button, ButtonRow } from "../../src/ui/Button";
import { Card, CardGrid } from "../../src/ui/Card";
import { DescriptionList } from "../../src/ui/DescriptionList";
import { Dialog } from "../../src/ui/Dialog";
import { Disclosure } from "../../src/ui/Disclosure";
import { EmptyState } from "../../src/ui/EmptyState";
import { History } from "../../src/ui/History";
import { Loader } from "../../src/ui/Loader";
import { More } from "../../src/ui/More";
import { Notices } from "../../src/ui/Notices";
import { notify } from "../../src/ui/notify";
import { PageHeader } from "../../src/ui/PageHeader";
import { PercentField } from "../../src/ui/PercentField";
import { MaximumBar } from "../../src/ui/Progress";
import { ShareBar } from "../../src/ui/ShareBar";
import { Stepper } from "../../src/ui/Stepper";
import { type Column, Table } from "../../src/ui/Table";
import { Tabs } from "../../src/ui/Tabs";
import { WorkBar } from "../../src/ui/WorkBar";
import { useFormat } from "../../src/ui/words";
import { GalleryForm } from "./GalleryForm";
import "./gallery.css";

const steps = [
  "Entwurf",
  "In Prüfung",
  "Veröffentlicht",
  "Frist abgelaufen",
  "Geöffnet",
  "Wertung",
  "Zuschlagsvorschlag",
  "Wartefrist",
  "Zuschlag",
];

interface Contract {
  number: string;
  subject: string;
  supplier: string;
  state: "läuft" | "in Vergabe" | "ausgeschöpft" | "Entwurf";
  drawn: string;
  maximum: string;
}

const contracts: Contract[] = [
  {
    number: "RV-2026-003",
    subject: "Notebooks und Zubehör",
    supplier: "Systemhaus Leine GmbH",
    state: "läuft",
    drawn: "184230.50",
    maximum: "250000.00",
  },
  {
    number: "RV-2026-007",
    subject: "Monitore",
    supplier: "Nordlicht Technik AG",
    state: "läuft",
    drawn: "412880.00",
    maximum: "510000.00",
  },
  {
    number: "RV-2026-011",
    subject: "Dockingstationen",
    supplier: "drei Lieferanten",
    state: "in Vergabe",
    drawn: "0.00",
    maximum: "1200000.00",
  },
  {
    number: "RV-2025-042",
    subject: "Kopierpapier DIN A4",
    supplier: "Papier & Co. KG",
    state: "ausgeschöpft",
    drawn: "90000.00",
    maximum: "90000.00",
  },
];

const tones = { läuft: "success", "in Vergabe": "info", ausgeschöpft: "danger", Entwurf: "neutral" } as const;

/** Every component once, as a page would use it. */
export function Gallery() {
  const [open, setOpen] = useState(false);
  const [tab, setTab] = useState("history");
  return (
    <main className="ui-page gallery">
      <PageHeader
        breadcrumb={
          <Breadcrumb>
            <a className="kern-link kern-link--no-visited-state" href="/vergaben">
              Vergaben
            </a>
          </Breadcrumb>
        }
        title="Notebooks, Monitore und Dockingstationen"
        badge={<Badge tone="info">Veröffentlicht</Badge>}
        lead="VG-2026-014 · Einkaufsgenossenschaft Niedersachsen · Angebotsfrist 21.12.2026, 12:00 Uhr"
        actions={
          <>
            <Button icon="download">Bekanntmachung</Button>
            <Button variant="primary" onClick={() => setOpen(true)}>
              Frist verlängern
            </Button>
          </>
        }
      />
      <Stepper
        label="Stand des Verfahrens"
        steps={steps.map((label) => ({ key: label, label }))}
        current="Veröffentlicht"
      />
      <Alert tone="warning" title="Höchstmenge bald erreicht">
        RV-2026-007 Monitore: 412.880,00 € von 510.000,00 € sind abgerufen.
      </Alert>
      <section className="ui-section">
        <Contracts />
      </section>
      <Overview />
      <Tabs
        label="Mehr zum Verfahren"
        selected={tab}
        onSelect={setTab}
        tabs={[
          { key: "form", label: "Abruf erfassen", content: <GalleryForm /> },
          { key: "history", label: "Verlauf", content: <Events /> },
          { key: "empty", label: "Fragen", content: <Empty /> },
        ]}
      />
      <GalleryForm />
      <Buttons />
      <Alert tone="info" title="Nur damit Sie es wissen" />
      <Alert tone="success" title="Gespeichert" />
      <Alert tone="danger" title="Der Zuschlag ist nicht möglich">
        Die Wartefrist endet am 02.01.2027.
      </Alert>
      <Loader />
      <Dialog
        open={open}
        title="Frist verlängern"
        onClose={() => setOpen(false)}
        footer={<Button variant="primary">Verlängern</Button>}
      >
        <p className="kern-body">Alle Angebote müssen danach neu bestätigt werden.</p>
      </Dialog>
      <Notices />
    </main>
  );
}

function Contracts() {
  const format = useFormat();
  const columns: Column<Contract>[] = [
    {
      key: "number",
      header: "Nummer",
      sortable: true,
      cell: (row) => (
        <a className="kern-link kern-link--no-visited-state" href={`/${row.number}`}>
          {row.number}
        </a>
      ),
    },
    { key: "subject", header: "Gegenstand", cell: (row) => row.subject },
    { key: "supplier", header: "Lieferant", cell: (row) => row.supplier },
    { key: "state", header: "Stand", cell: (row) => <Badge tone={tones[row.state]}>{row.state}</Badge> },
    {
      key: "drawn",
      header: "Abgerufen",
      numeric: true,
      sortable: true,
      cell: (row) => format.money(row.drawn),
      footer: format.money("687110.50"),
    },
    {
      key: "maximum",
      header: "Höchstwert",
      numeric: true,
      cell: (row) => format.money(row.maximum),
      footer: format.money("2050000.00"),
    },
  ];
  return (
    <>
      <Table
        caption="Laufende und geplante Vereinbarungen"
        columns={columns}
        rows={contracts}
        rowKey={(row) => row.number}
        sorting={{ by: "drawn", descending: true, onSort: () => undefined }}
      />
      <More
        shown={contracts.length}
        hasMore
        onMore={() => notify("success", "Der Abruf AB-2026-0117 ist angelegt.")}
      />
    </>
  );
}

function Mixing() {
  const [percent, setPercent] = useState("33.333333");
  return (
    <Disclosure title="Mehr: Anteile">
      <PercentField label="Anteil des 1. Schlüssels" value={percent} onChange={setPercent} />
    </Disclosure>
  );
}

function Overview() {
  return (
    <CardGrid>
      <Card title="Höchstmenge" preline="RV-2026-003" aside={<Badge tone="success">läuft</Badge>}>
        <MaximumBar label="Wert" drawn="184230.50" remaining="65769.50" maximum="250000.00" />
        <MaximumBar label="Notebooks 14 Zoll" drawn="430" remaining="70" maximum="500" unit="Stück" />
        <MaximumBar small label="Anteil Göttingen" drawn="25000.00" remaining="0.00" maximum="25000.00" />
        <WorkBar label="2 von 7 Abschlüssen" now="Gerade: bis 30.06.2026" done={2} all={7} />
        <ShareBar part="9200.00" whole="10000.00" label="Ausgeschöpft: Zuschuss" harmless />
      </Card>
      <Card title="Mischung">
        <Mixing />
      </Card>
      <Card title="Vereinbarung">
        <DescriptionList
          facts={[
            ["Lieferant", "Systemhaus Leine GmbH"],
            ["Laufzeit", "01.01.2027 bis 31.12.2030"],
            ["Berechtigte", "58 Mitglieder"],
            ["Grundlage", "VgV § 21"],
          ]}
        />
      </Card>
      <Card title="Kennzahlen" surface>
        <DescriptionList
          columns
          facts={[
            ["Abgerufen", "184.230,50 €"],
            ["Verfügbar", "65.769,50 €"],
            ["Abrufe", "37"],
            ["Mitglieder", "21"],
          ]}
        />
      </Card>
    </CardGrid>
  );
}

function Events() {
  return (
    <History
      label="Verlauf"
      empty="Noch nichts geschehen"
      happenings={[
        {
          id: "3",
          at: "2026-11-21T10:02:00Z",
          who: "Petra Lindemann, Vergabestelle",
          what: "Veröffentlicht",
        },
        {
          id: "2",
          at: "2026-11-20T15:31:00Z",
          who: "Jonas Ahrens, Vergabestelle",
          what: "Veröffentlichen verweigert",
          details: "Das muss eine zweite Person tun.",
          refused: true,
        },
        {
          id: "1",
          at: "2026-11-20T15:30:00Z",
          who: "Jonas Ahrens, Vergabestelle",
          what: "Zur Prüfung vorgelegt",
        },
      ]}
    />
  );
}

function Empty() {
  return (
    <EmptyState icon="help" title="Noch keine Fragen" action={<Button>Frage stellen</Button>}>
      Fragen und Antworten gehen an alle Bieter, ohne den Namen der Fragenden.
    </EmptyState>
  );
}

function Buttons() {
  return (
    <ButtonRow>
      <Button variant="primary">Veröffentlichen</Button>
      <Button>Zurückgeben</Button>
      <Button variant="tertiary">Verwerfen</Button>
      <Button small icon="edit">
        Bearbeiten
      </Button>
      <Button variant="primary" busy>
        Wird gesendet
      </Button>
      <Button
        variant="primary"
        disabledReason="Sie haben dieses Verfahren vorgelegt; veröffentlichen muss eine zweite Person (D-1)."
      >
        Veröffentlichen
      </Button>
    </ButtonRow>
  );
}
