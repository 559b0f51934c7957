import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useAct } from "../../api/act";
import { answerQuestion, askQuestion, type Question, questionsQuery } from "../../api/papers";
import type { Tender } from "../../api/tenders";
import { papersText } from "../../text/papers";
import { refusalOf } from "../../text/problems";
import { useText } from "../../text/text";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Dialog } from "../../ui/Dialog";
import { Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { notify } from "../../ui/notify";
import { TextArea } from "../../ui/TextField";
import { useFormat } from "../../ui/words";
import { ActForm } from "../ActForm";
import { SubmitRow } from "../SubmitRow";

interface QuestionsProps {
  tender: Tender;
}

/** What bidders ask and what all of them read, without the asker (G-TEN 9). */
export function Questions(props: QuestionsProps) {
  const { tender } = props;
  const text = useText(papersText);
  const format = useFormat();
  const { data } = useSuspenseQuery(questionsQuery(tender.id));
  const [asking, setAsking] = useState(false);
  return (
    <Card title={text.questions}>
      {data.mayAsk && data.askUntil && (
        <p className="tender-note">{text.askUntil(format.instant(data.askUntil))}</p>
      )}
      {data.items.length === 0 && <p className="tender-note">{text.noQuestions}</p>}
      {data.items.map((question) => (
        <Entry
          key={question.id ?? question.number}
          tender={tender}
          question={question}
          mayAnswer={data.mayAnswer}
        />
      ))}
      {data.mayAsk && (
        <div>
          <Button onClick={() => setAsking(true)}>{text.ask}</Button>
        </div>
      )}
      <Dialog open={asking} title={text.ask} onClose={() => setAsking(false)}>
        <AskForm tender={tender} onClose={() => setAsking(false)} />
      </Dialog>
    </Card>
  );
}

function Entry(props: QuestionsProps & { question: Question; mayAnswer: boolean }) {
  const { tender, question, mayAnswer } = props;
  const text = useText(papersText);
  const format = useFormat();
  const [answering, setAnswering] = useState(false);
  const { number, mine, asked, askedAt, asker, answer } = question;
  return (
    <section className="tender-question">
      <h3 className="kern-title">{number ? text.number(number) : text.waiting}</h3>
      {mine && <p className="tender-note">{text.mine}</p>}
      {asker && askedAt && <p className="tender-note">{text.from(asker, format.instant(askedAt))}</p>}
      <p className="kern-body">{question.question ?? asked}</p>
      {answer && (
        <p className="kern-body">
          <strong>{text.answer}:</strong> {answer}
        </p>
      )}
      {!number && mayAnswer && (
        <div>
          <Button onClick={() => setAnswering(true)}>{text.answerAct}</Button>
        </div>
      )}
      <Dialog open={answering} title={text.answerAct} onClose={() => setAnswering(false)}>
        <AnswerForm tender={tender} question={question} onClose={() => setAnswering(false)} />
      </Dialog>
    </section>
  );
}

function AskForm(props: QuestionsProps & { onClose: () => void }) {
  const { tender, onClose } = props;
  const text = useText(papersText);
  const ask = useAct(askQuestion);
  const form = useFields({ question: "" });
  return (
    <ActForm
      form={form}
      act={text.ask}
      onAct={({ question }) => ask.mutateAsync({ id: tender.id, question: question.trim() })}
      done={text.asked}
      onClose={onClose}
    >
      <TextArea
        {...form.text("question", text.question, { least: 10 })}
        hint={text.questionHint}
        maxLength={4000}
      />
    </ActForm>
  );
}

function AnswerForm(props: QuestionsProps & { question: Question; onClose: () => void }) {
  const { tender, question, onClose } = props;
  const text = useText(papersText);
  const reply = useAct(answerQuestion);
  const form = useFields({ question: question.asked ?? "", answer: "" });
  return (
    <Form
      form={form}
      onSubmit={async (said) => {
        const { id: questionId, version } = question;
        if (!questionId || !version) return;
        const refusal = await refusalOf(reply.mutateAsync({ id: tender.id, questionId, version, ...said }));
        if (refusal) return refusal;
        onClose();
        notify("success", text.answered);
      }}
    >
      <TextArea
        {...form.text("question", text.words, { least: 10 })}
        hint={text.wordsHint}
        maxLength={4000}
      />
      <TextArea {...form.text("answer", text.answer, { least: 2 })} maxLength={4000} />
      <SubmitRow form={form} act={text.answerAct} onCancel={onClose} />
    </Form>
  );
}
