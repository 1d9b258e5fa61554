import django.db.models.deletion
import familyhub.people.fields
import uuid
from django.db import migrations, models

from familyhub.core.operations import Fenced, FencedThrough, Run


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0002_fences_and_search'),
    ]

    operations = [
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('wide', models.CharField(max_length=40)),
                ('about_kind', models.CharField(max_length=40)),
                ('about', models.UUIDField()),
                ('at', models.DateTimeField()),
                ('by', models.UUIDField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='AttachmentPerson',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('wide', models.CharField(max_length=40)),
                ('at', models.DateTimeField()),
                ('attachment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='people', to='documents.attachment')),
                ('record', familyhub.people.fields.AboutPerson(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.record')),
            ],
        ),
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('name', models.CharField(max_length=60)),
                ('original_name', models.CharField(max_length=120)),
                ('kind', models.CharField(max_length=20)),
                ('size', models.PositiveIntegerField()),
                ('sha256', models.CharField(max_length=64)),
                ('state', models.CharField(choices=[('quarantined', 'quarantined'), ('clean', 'clean'), ('refused', 'refused')], max_length=12)),
                ('kept_at', models.DateTimeField()),
                ('by', models.UUIDField()),
                ('sent_with', models.UUIDField(null=True)),
                ('tries', models.PositiveIntegerField()),
                ('next_check_at', models.DateTimeField(null=True)),
                ('scanned_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['by', '-kept_at'], name='documents_by'), models.Index(condition=models.Q(('state', 'quarantined')), fields=['next_check_at'], name='documents_due')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('next_check_at__isnull', False), ('scanned_at__isnull', True), ('state', 'quarantined')), models.Q(models.Q(('state', 'quarantined'), _negated=True), ('next_check_at__isnull', True), ('scanned_at__isnull', False)), _connector='OR'), name='documents_open_only_when_scanned'), models.CheckConstraint(condition=models.Q(('fence', models.F('id'))), name='documents_fence_is_own')],
            },
        ),
        migrations.AddField(
            model_name='attachment',
            name='document',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attachments', to='documents.document'),
        ),
        migrations.CreateModel(
            name='DocumentContent',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fence', models.UUIDField()),
                ('body', models.BinaryField()),
                ('document', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='content', to='documents.document')),
            ],
        ),
        migrations.AddIndex(
            model_name='attachment',
            index=models.Index(fields=['about', 'at'], name='documents_about'),
        ),
        migrations.AddConstraint(
            model_name='documentcontent',
            constraint=models.CheckConstraint(condition=models.Q(('fence', models.F('document'))), name='documents_content_fence_is_own'),
        ),
        Fenced("documents_attachment", by_row=True),
        Fenced("documents_attachmentperson", by_row=True),
        FencedThrough("documents_document", seen_by="documents_attachment", key="document_id"),
        FencedThrough(
            "documents_documentcontent", seen_by="documents_attachment", key="document_id", own="document_id"
        ),
        Run(
            [
                # only a file that one holds oneself can be hung on something: hanging it up shows it to others
                "CREATE POLICY own ON documents_attachment AS RESTRICTIVE FOR INSERT TO {app} WITH CHECK (EXISTS"
                " (SELECT 1 FROM core_grant g WHERE g.fence = document_id"
                " AND g.holder = ANY ((SELECT core_holders())::uuid[])"
                " AND g.since <= now() AND (g.until IS NULL OR g.until > now())))",
                "REVOKE UPDATE ON documents_attachment, documents_attachmentperson FROM {app}, {worker}",
                "CREATE POLICY unsent ON documents_document AS RESTRICTIVE FOR DELETE TO {app} USING (sent_with IS NULL)",
                "CREATE POLICY unsent ON documents_documentcontent AS RESTRICTIVE FOR DELETE TO {app} USING (EXISTS"
                " (SELECT 1 FROM documents_document d WHERE d.id = document_id AND d.sent_with IS NULL))",
            ],
            [
                "DROP POLICY unsent ON documents_documentcontent",
                "DROP POLICY unsent ON documents_document",
                "GRANT UPDATE ON documents_attachment, documents_attachmentperson TO {app}, {worker}",
                "DROP POLICY own ON documents_attachment",
            ],
        ),
    ]
