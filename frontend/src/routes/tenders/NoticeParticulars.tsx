import { useAct } from "../../api/act";
import { type NoticeParticulars, setNoticeParticulars, type TenderNotices } from "../../api/publication";
import type { Tender } from "../../api/tenders";
import { refusalOf } from "../../text/problems";
import { publicationText } from "../../text/publication";
import { useText } from "../../text/text";
import { Button, ButtonRow } from "../../ui/Button";
import { DateField } from "../../ui/DateField";
import { Disclosure } from "../../ui/Disclosure";
import { Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { notify } from "../../ui/notify";
import { Select } from "../../ui/Select";
import { TextArea, TextField } from "../../ui/TextField";
import { CodeField } from "../CodeField";
import { BuyerFields, LotFields, WinnerFields } from "./NoticeParties";
import { entered, stated } from "./particulars";

/** What the notices of a tender say beside the tender itself, its lots, its winners and its buyers. */
export function Particulars(props: { tender: Tender; notices: TenderNotices }) {
  const { tender, notices } = props;
  const { version } = notices.particulars;
  const text = useText(publicationText).particulars;
  const save = useAct(setNoticeParticulars);
  const form = useFields(entered(notices, tender.lots));
  const optional = { optional: true };
  const natures = Object.entries(text.natures).map(([value, label]) => ({ value, label }));
  return (
    <Disclosure title={text.title}>
      <Form
        form={form}
        onSubmit={async (values) => {
          const nature = values.nature as NoticeParticulars["nature"]; // the choices are all there is
          const refusal = await refusalOf(
            save.mutateAsync({ id: tender.id, version, particulars: stated({ ...values, nature }) }),
          );
          if (!refusal) notify("success", text.saved);
          return refusal;
        }}
      >
        <TextArea
          {...form.text("description", text.description, optional)}
          hint={text.descriptionHint}
          maxLength={6000}
        />
        <Select {...form.choice("nature", text.nature, optional)} empty={text.natureOpen} choices={natures} />
        <CodeField {...form.text("placeNuts", text.place, optional)} hint={text.placeHint} list="nuts" />
        <TextField
          {...form.text("documents", text.documents, optional)}
          hint={text.address}
          maxLength={400}
        />
        <TextField
          {...form.text("submission", text.submission, optional)}
          hint={text.address}
          maxLength={400}
        />
        <TextArea {...form.text("buyerGroups", text.buyerGroups, optional)} maxLength={6000} />
        <DateField {...form.date("planned", text.planned, optional)} hint={text.plannedHint} />
        <LotFields form={form} tender={tender} />
        <BuyerFields form={form} members={notices.members} />
        <WinnerFields form={form} winners={notices.winners} />
        <ButtonRow>
          <Button type="submit" busy={form.hook.formState.isSubmitting}>
            {text.save}
          </Button>
        </ButtonRow>
      </Form>
    </Disclosure>
  );
}
